package dev.souk.stripe.setup;

import dev.souk.lambda.aws.SecretStore;
import dev.souk.lambda.aws.SecretStoreFailed;
import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.cloudformation.ResourceRequest;
import dev.souk.lambda.cloudformation.ResourceWork;
import dev.souk.lambda.log.Log;
import dev.souk.stripe.setup.StripeDestinations.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An event destination at Stripe as a resource of the stack. Its properties: {@code Webhook} which one, {@code Url} where it sends to,
 * {@code Types} of events, comma-separated, and their {@code ApiVersion}, {@code Secret} the ARN of the secret that its signing secrets are
 * kept in, {@code Stage}; and {@code Generation}: with another one comes another destination, beside the old one, which goes when all functions take both signatures. So neither a new version of events nor a
 * rotation has a gap.
 */
final class Destinations implements ResourceWork {
    private final StripeKey key;
    private final Optional<URI> apiBase;
    private final SecretStore secrets;
    private final Log log;

    Destinations(StripeKey key, Optional<URI> apiBase, SecretStore secrets, Log log) {
        this.key = key;
        this.apiBase = apiBase;
        this.secrets = secrets;
        this.log = log;
    }

    @Override
    public String nameBeforeCreation(ResourceRequest request) {
        return "none-" + request.property("Webhook");
    }

    @Override
    public Done carryOut(ResourceRequest request) {
        try {
            return request.type() == ResourceRequest.Type.DELETE ? deleted(request) : there(request);
        } catch (SecretStoreFailed e) {
            throw new CannotBeDone(e.getMessage() + ". Deploy again.", e);
        } catch (KeyUnusable e) {
            throw new CannotBeDone(e.sentence(), e);
        }
    }

    private Done there(ResourceRequest request) {
        Wanted wanted = wanted(request);
        String generation = request.property("Generation");
        String secretName = request.property("Secret");
        StripeDestinations stripe = StripeDestinations.with(key, apiBase);
        SigningSecrets kept = SigningSecrets.in(secrets, secretName);
        Optional<String> ours = kept.ofGeneration(generation);
        if (ours.isPresent() && stripe.update(ours.get(), wanted)) {
            log.info("webhook.updated", "webhook", request.property("Webhook"), "destination", ours.get());
            return new Done(ours.get());
        }
        stripe.deleteForgotten(wanted, kept.ids());
        StripeDestinations.Made made = stripe.create(wanted);
        try {
            SigningSecrets rest = ours.map(kept::without).orElse(kept);
            rest.with(made.id(), generation, made.signingSecret()).putInto(secrets, secretName);
        } catch (SecretStoreFailed e) {
            // Nobody would ever know what it signs with.
            stripe.delete(made.id());
            throw e;
        }
        log.info("webhook.made", "webhook", request.property("Webhook"), "destination", made.id());
        return new Done(made.id());
    }

    private Done deleted(ResourceRequest request) {
        String id = request.physicalId().orElse("");
        if (id.startsWith("none-")) {
            return new Done(id);
        }
        try {
            StripeDestinations.with(key, apiBase).delete(id);
            log.info("webhook.deleted", "destination", id);
        } catch (KeyUnusable e) {
            // Whoever takes a shop away has often revoked its key before; a stack that cannot be deleted helps nobody.
            log.warn("webhook.left_at_stripe", "destination", id, "why", e.sentence());
        }
        String secretName = request.property("Secret");
        SigningSecrets kept = SigningSecrets.in(secrets, secretName);
        if (kept.ids().contains(id)) {
            kept.without(id).putInto(secrets, secretName);
        }
        return new Done(id);
    }

    /** As the template says it, be this package older or newer than it: a deployment that is rolled back asks for what was there before. */
    private static Wanted wanted(ResourceRequest request) {
        String name = request.property("Webhook");
        Webhook webhook = Webhook.named(name)
                .orElseThrow(
                        () -> new CannotBeDone(
                                "There is no webhook " + name
                                        + ". The function's package and the template are not of one build: run make build and deploy again."));
        return new Wanted(
                webhook,
                "Souk " + request.property("Stage") + ", " + name,
                request.property("Url"),
                List.of(request.property("Types").split(",")),
                request.property("ApiVersion"));
    }
}
