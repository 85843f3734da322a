package dev.souk.stripe.standin.http;

/** What a caller gets: a reply, a part of one, or nothing at all. */
public sealed interface Answer permits Reply, Silence, Cut {}
