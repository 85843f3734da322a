package dev.souk.email;

import java.net.URI;

/**
 * How whoever gets a mail gets no more of its kind (RFC 2369).
 *
 * @param at the place
 * @param byPost whether a mail program may post there by itself (RFC 8058); otherwise a person goes there
 */
public record Unsubscribe(URI at, boolean byPost) {}
