package dev.souk.local.service;

import java.util.Map;

/** Something that Souk stands on, running. Closing it leaves alone what is not ours. */
public interface Service extends AutoCloseable {
    /** What functions have to be told, as their environment variables. */
    Map<String, String> variables();

    /** Where it is, for people. */
    String where();

    /** Whether we started it. */
    boolean isOurs();

    @Override
    void close();
}
