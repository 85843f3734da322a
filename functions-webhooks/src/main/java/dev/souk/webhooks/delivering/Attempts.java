package dev.souk.webhooks.delivering;

import dev.souk.webhooks.Attempt;
import dev.souk.webhooks.AttemptResult;
import dev.souk.webhooks.Deliveries.Due;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.SealedSecret;
import dev.souk.webhooks.SecretSeal;
import dev.souk.webhooks.Signatures;
import dev.souk.webhooks.SigningSecret;
import dev.souk.webhooks.posting.Answer.Answered;
import dev.souk.webhooks.posting.Answer.Silence;
import dev.souk.webhooks.posting.Poster;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one attempt: signs what is to be told, and posts it. Changes nothing here. */
final class Attempts {
    private static final int GONE = 410;

    private final Poster poster;
    private final SecretSeal seal;
    private final Clock clock;

    Attempts(Poster poster, SecretSeal seal, Clock clock) {
        this.poster = poster;
        this.seal = seal;
        this.clock = clock;
    }

    Attempt make(Endpoint endpoint, Due due) {
        Instant at = clock.instant();
        List<SigningSecret> secrets = secrets(endpoint, at);
        if (secrets.isEmpty()) {
            return new Attempt(due.number(), at, Duration.ZERO, AttemptResult.SECRET_UNREADABLE, Optional.empty(), "");
        }
        byte[] payload = due.payload().getBytes(StandardCharsets.UTF_8);
        String id = due.event().text();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.put("webhook-signature", Signatures.header(secrets, id, at, payload));
        long begun = System.nanoTime();
        var answer = poster.post(endpoint.url(), headers, payload);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return switch (answer) {
            case Answered(int status, String beginning) ->
                new Attempt(due.number(), at, took, result(status), Optional.of(status), beginning);
            case Silence(AttemptResult why) -> new Attempt(due.number(), at, took, why, Optional.empty(), "");
        };
    }

    private List<SigningSecret> secrets(Endpoint endpoint, Instant at) {
        List<SealedSecret> sealed = new ArrayList<>();
        sealed.add(endpoint.secrets().current());
        endpoint.secrets()
                .previous()
                .filter(before -> at.isBefore(before.until()))
                .ifPresent(before -> sealed.add(before.secret()));
        return sealed.stream()
                .flatMap(each -> seal.open(endpoint.id(), each).stream())
                .toList();
    }

    private static AttemptResult result(int status) {
        if (status == GONE) {
            return AttemptResult.GONE;
        }
        return switch (status / 100) {
            case 2 -> AttemptResult.DELIVERED;
            case 3 -> AttemptResult.REDIRECTED;
            default -> AttemptResult.REFUSED;
        };
    }
}
