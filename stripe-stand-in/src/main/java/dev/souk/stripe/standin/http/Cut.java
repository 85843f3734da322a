package dev.souk.stripe.standin.http;

/** An answer of which only the first half arrives before the connection breaks. */
public record Cut(Reply reply) implements Answer {}
