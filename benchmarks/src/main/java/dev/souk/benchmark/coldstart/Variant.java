package dev.souk.benchmark.coldstart;

/** How a function is brought up. */
enum Variant {
    /** As Lambda's managed runtime does it: the JDK, the client on the class path, the function loaded from its unpacked package. */
    PLAIN("plain"),
    /** All jars on the class path, and a cache of what a training run loaded and linked (JEP 483, 514). */
    AOT("AOT cache"),
    /** The same on a runtime that has only the modules that are needed. */
    JLINK_AOT("jlink + AOT");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
