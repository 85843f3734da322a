package dev.souk.catalog;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be said when a product is published. */
record PublishBody(@Nullable String publishAt) {
    /** From when on; empty when nothing is said. Ends the request with 422 when that is no time, or one that is past. */
    static Optional<Instant> at(HttpRequest request, Instant now) {
        if (request.body().length == 0) {
            return Optional.empty();
        }
        PublishBody body = request.json(PublishBody.class);
        Fields fields = new Fields();
        Optional<Instant> at = fields.find(
                "publish_at", body.publishAt, "be a time in UTC such as 2027-01-31T09:00:00Z", PublishBody::instant);
        if (at.isPresent() && !at.get().isAfter(now)) {
            fields.wrong("publish_at", "past", "must lie in the future; leave it out to publish now");
        }
        fields.check();
        return at;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
