package dev.souk.benchmark.coldstart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    /** Those that are named, in lower case; in their own order. */
    static List<Variant> named(List<String> names) {
        return Arrays.stream(values())
                .filter(variant -> names.contains(variant.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
