package dev.souk.stripe.setup;

import dev.souk.lambda.aws.SecretStore;
import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.cloudformation.ResourceRequest;
import dev.souk.lambda.cloudformation.ResourceWork;
import dev.souk.lambda.log.Log;
import java.net.URI;
import java.util.Optional;

/** Which of the two resources is asked for. */
final class StripeSetup implements ResourceWork {
    static final String KEY = "Custom::SoukStripeKey";
    static final String WEBHOOK = "Custom::SoukStripeWebhook";

    private final KeyCheck key;
    private final Destinations destinations;

    private StripeSetup(KeyCheck key, Destinations destinations) {
        this.key = key;
        this.destinations = destinations;
    }

    /** @param keySecret the name of the secret that the owner keeps Stripe's key in */
    static StripeSetup with(SecretStore secrets, String keySecret, Optional<URI> apiBase, Log log) {
        StripeKey key = new StripeKey(secrets, keySecret);
        return new StripeSetup(new KeyCheck(key, apiBase), new Destinations(key, apiBase, secrets, log));
    }

    @Override
    public Done carryOut(ResourceRequest request) {
        return workOf(request).carryOut(request);
    }

    @Override
    public String nameBeforeCreation(ResourceRequest request) {
        return workOf(request).nameBeforeCreation(request);
    }

    private ResourceWork workOf(ResourceRequest request) {
        return switch (request.resourceType()) {
            case KEY -> key;
            case WEBHOOK -> destinations;
            default ->
                throw new CannotBeDone(
                        "Nothing is known here of the resource " + request.resourceType()
                                + ". The function's package and the template are not of one build: run make build and deploy again.");
        };
    }
}
