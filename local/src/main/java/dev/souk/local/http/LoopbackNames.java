package dev.souk.local.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which this machine knows itself. A page of another site can have its own name lead here (DNS rebinding); what only the
 * developer may see asks for the name that was used.
 */
public final class LoopbackNames {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private LoopbackNames() {}

    /** @param host as the {@code Host} header has it, with a port or without */
    public static boolean include(@Nullable String host) {
        return host != null && NAMES.contains(host.replaceFirst(":\\d+$", ""));
    }
}
