package dev.souk.stripe.setup;

import dev.souk.lambda.aws.SecretStore;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What signs a webhook's events, as it is kept: {@code {"signing_secrets": "whsec_b,whsec_a", "destinations": [{"id", "generation",
 * "signing_secret"}]}}, newest first. Functions are given {@code signing_secrets} when they are deployed; the rest is for us.
 */
record SigningSecrets(List<Destination> destinations) {
    SigningSecrets {
        destinations = List.copyOf(destinations);
    }

    record Destination(String id, String generation, String signingSecret) {
        private Map<String, Object> asJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("generation", generation);
            json.put("signing_secret", signingSecret);
            return json;
        }
    }

    /** None when nothing was kept yet. */
    static SigningSecrets in(SecretStore secrets, String secretName) {
        return new SigningSecrets(
                secrets.find(secretName).map(SigningSecrets::read).orElse(List.of()));
    }

    private static List<Destination> read(Secret value) {
        return Tree.of(value.reveal()).path("destinations").elements().stream()
                .map(each -> new Destination(
                        each.path("id").text(""),
                        each.path("generation").text(""),
                        each.path("signing_secret").text("")))
                .toList();
    }

    /** The id of the destination of a generation. */
    Optional<String> ofGeneration(String generation) {
        return destinations.stream()
                .filter(each -> each.generation().equals(generation))
                .map(Destination::id)
                .findFirst();
    }

    /** Of all destinations. */
    Set<String> ids() {
        return destinations.stream().map(Destination::id).collect(Collectors.toSet());
    }

    SigningSecrets with(String id, String generation, Secret signingSecret) {
        List<Destination> all = new ArrayList<>(without(id).destinations);
        all.addFirst(new Destination(id, generation, signingSecret.reveal()));
        return new SigningSecrets(all);
    }

    SigningSecrets without(String id) {
        return new SigningSecrets(
                destinations.stream().filter(each -> !each.id().equals(id)).toList());
    }

    void putInto(SecretStore secrets, String secretName) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "signing_secrets",
                destinations.stream().map(Destination::signingSecret).collect(Collectors.joining(",")));
        json.put("destinations", destinations.stream().map(Destination::asJson).toList());
        secrets.put(secretName, new Secret(Json.write(json)));
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return ids().toString();
    }
}
