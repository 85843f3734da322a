package dev.souk.stripe.standin.http;

import java.time.Duration;

/** No answer: the connection is held open for a while and then dropped, as when a network fails. */
public record Silence(Duration before) implements Answer {}
