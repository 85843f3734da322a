package dev.souk.live.push;

import dev.souk.live.ConnectionId;

/** The way to those who are connected. */
public interface OpenConnections {
    /** What became of a text. */
    enum Posted {
        SENT,
        /** There is no such connection any more. */
        GONE
    }

    /**
     * Sends {@code text}.
     *
     * @throws NotPosted when it may be tried again later; it may have been sent
     */
    Posted post(ConnectionId connection, String text);
}
