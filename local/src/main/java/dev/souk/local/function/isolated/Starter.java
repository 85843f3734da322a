package dev.souk.local.function.isolated;

import java.util.List;

/** What starts an instance. */
public interface Starter {
    /** Program and arguments. */
    List<String> line(int heapMegabytes, String handler);

    /** What Lambda tells the instance of how it comes to be. */
    default String initializationType() {
        return "on-demand";
    }
}
