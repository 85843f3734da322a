package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.PayoutProblem} in JSON. */
record PayoutProblemJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        PayoutProblem.@Nullable Kind problem,
        @Nullable String detail,
        @Nullable URI link)
        implements EmailJson {
    static final String KIND = "payout_problem";

    static PayoutProblemJson of(PayoutProblem message) {
        return new PayoutProblemJson(
                KIND,
                message.id(),
                message.to(),
                message.store(),
                message.kind(),
                message.detail().orElse(null),
                message.link());
    }

    @Override
    public PayoutProblem message() {
        return new PayoutProblem(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("problem", problem),
                Optional.ofNullable(detail),
                EmailFields.webAddress("link", EmailFields.present("link", link)));
    }
}
