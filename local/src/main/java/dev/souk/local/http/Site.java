package dev.souk.local.http;

/** What answers the requests for some part of the paths. Called by many threads. */
@FunctionalInterface
public interface Site {
    Answer answer(Request request);
}
