package dev.souk.catalog;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be said when a product is published. */
record PublishBody(@Nullable Instant publishAt) {
    /** From when on; empty when nothing is said. Ends the request with 422 when that is no time, or one that is past. */
    static Optional<Instant> at(HttpRequest request, Instant now) {
        if (request.body().length == 0) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        Optional<Instant> at = fields.findFuture("publish_at", request.json(PublishBody.class).publishAt, now);
        fields.check();
        return at;
    }
}
