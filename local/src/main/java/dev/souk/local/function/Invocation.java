package dev.souk.local.function;

/** How a call of a function ended. */
public sealed interface Invocation {

    /** @param payload what the function wrote, which need not be JSON */
    record Answered(byte[] payload) implements Invocation {}

    /** @param errorType as Lambda names it: the class of the exception, or {@code Function.ResponseSizeTooLarge} */
    record Failed(String errorType) implements Invocation {}

    /** The function took longer than it may, and was stopped. */
    record TimedOut() implements Invocation {}

    /** The event was larger than Lambda takes; the function was not called. */
    record EventTooLarge() implements Invocation {}
}
