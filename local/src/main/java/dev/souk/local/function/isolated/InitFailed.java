package dev.souk.local.function.isolated;

import java.util.List;

/** An instance did not get as far as asking for an event. */
final class InitFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorType;
    private final transient List<String> lines;

    /** @param errorType as Lambda names it: the class of the exception that the handler's constructor threw, {@code Runtime.ExitError} */
    InitFailed(String errorType) {
        this(errorType, List.of());
    }

    private InitFailed(String errorType, List<String> lines) {
        super(errorType);
        this.errorType = errorType;
        this.lines = lines;
    }

    /** The same, with what the process wrote until then. */
    InitFailed having(List<String> written) {
        return new InitFailed(errorType, written);
    }

    List<String> lines() {
        return lines;
    }

    String errorType() {
        return errorType;
    }
}
