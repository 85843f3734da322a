package dev.souk.local.function.isolated;

/** An instance did not get as far as asking for an event. */
final class InitFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorType;

    /** @param errorType as Lambda names it: the class of the exception that the handler's constructor threw, {@code Runtime.ExitError} */
    InitFailed(String errorType) {
        super(errorType);
        this.errorType = errorType;
    }

    String errorType() {
        return errorType;
    }
}
