package dev.souk.local.function;

/** How a call of a function ended. */
public sealed interface Invocation {

    /** @param payload what the function wrote, which need not be JSON */
    record Answered(byte[] payload) implements Invocation {}

    /**
     * @param errorType as Lambda names it: the class of the exception, {@code Function.ResponseSizeTooLarge}, {@code
     *     Runtime.ExitError} when the process ended in the middle
     */
    record Failed(String errorType) implements Invocation {}

    /** The function took longer than it may, and was stopped; or its caller waits no longer. */
    record TimedOut() implements Invocation {}

    /** As many instances as there may be were busy for as long as the caller waited; the function was not called. */
    record Throttled() implements Invocation {}

    /** The event was larger than Lambda takes; the function was not called. */
    record EventTooLarge() implements Invocation {}
}
