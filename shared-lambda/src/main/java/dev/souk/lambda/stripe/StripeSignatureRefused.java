package dev.souk.lambda.stripe;

/** A message that is not Stripe's, too old, or from the future. It must not be acted on. */
public final class StripeSignatureRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StripeSignatureRefused(String why) {
        super(why);
    }
}
