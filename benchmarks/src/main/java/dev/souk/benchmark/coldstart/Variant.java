package dev.souk.benchmark.coldstart;

/** How a function is brought up. */
enum Variant {
    /** As Lambda's managed runtime does it: the JDK, the client on the class path, the function loaded from its unpacked package. */
    PLAIN("plain: managed runtime, from the beginning"),
    /**
     * The same, started and primed, frozen, and measured from the moment that it goes on. What Lambda itself takes to bring a snapshot back is
     * not in it.
     */
    SNAPSTART("SnapStart: what is left after a restore"),
    /** The package for {@code provided.al2023}, unpacked and started by its bootstrap. */
    AOT("AOT bundle: own runtime and cache");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
