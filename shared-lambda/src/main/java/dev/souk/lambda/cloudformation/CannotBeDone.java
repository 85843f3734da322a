package dev.souk.lambda.cloudformation;

/** A deployment has to fail. The message is for whoever deploys: what is wrong, what that means, what to do. No secret is in it. */
public final class CannotBeDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotBeDone(String sentence) {
        super(sentence);
    }

    public CannotBeDone(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
