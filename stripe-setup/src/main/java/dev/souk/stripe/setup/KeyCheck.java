package dev.souk.stripe.setup;

import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.cloudformation.ResourceRequest;
import dev.souk.lambda.cloudformation.ResourceWork;
import java.net.URI;
import java.util.Optional;

/** Before any function is changed: whether Stripe takes the key, for what a deployment does with it. Keeps nothing, so deletion is nothing. */
final class KeyCheck implements ResourceWork {
    private static final String NAME = "souk-stripe-key";

    private final StripeKey key;
    private final Optional<URI> apiBase;

    KeyCheck(StripeKey key, Optional<URI> apiBase) {
        this.key = key;
        this.apiBase = apiBase;
    }

    @Override
    public Done carryOut(ResourceRequest request) {
        if (request.type() != ResourceRequest.Type.DELETE) {
            try {
                StripeDestinations.with(key, apiBase).look();
            } catch (KeyUnusable e) {
                throw new CannotBeDone(e.sentence(), e);
            }
        }
        return new Done(NAME);
    }

    @Override
    public String nameBeforeCreation(ResourceRequest request) {
        return NAME;
    }
}
