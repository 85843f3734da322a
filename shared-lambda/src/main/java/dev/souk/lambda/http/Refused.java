package dev.souk.lambda.http;

/** Ends a request with a problem, from wherever its reading has got to. Use cases do not throw it: their endings are values. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
