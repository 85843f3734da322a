package dev.souk.stripe.setup;

/** There is no key for Stripe, or Stripe does not take it. The message is for whoever deploys, and has no key in it. */
final class KeyUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyUnusable(String sentence) {
        super(sentence);
    }

    KeyUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
