package dev.souk.infra;

import java.util.Arrays;
import java.util.Optional;

/** How functions are packaged, and so how an instance of one starts. What was measured of each is in docs/benchmarks.md. */
public enum Packaging {
    /** The jars on Lambda's managed runtime, each instance from the beginning. What LocalStack runs. */
    JAR("jar", false),
    /**
     * The same, primed and then kept as a snapshot that instances are made of. There are snapshots of published versions only, so all
     * that calls a function calls its alias.
     */
    SNAPSTART("snapstart", true),
    /** Its own JVM, one jar and a cache of classes that are loaded and linked, on a runtime that has none of these. */
    AOT("aot", false);

    private final String setting;
    private final boolean isPublished;

    Packaging(String setting, boolean isPublished) {
        this.setting = setting;
        this.isPublished = isPublished;
    }

    /** As the setting says it. */
    static Optional<Packaging> named(String setting) {
        return Arrays.stream(values())
                .filter(packaging -> packaging.setting.equals(setting))
                .findFirst();
    }

    /** Whether callers get a version that was published, by the alias that points to it. */
    public boolean isPublished() {
        return isPublished;
    }
}
