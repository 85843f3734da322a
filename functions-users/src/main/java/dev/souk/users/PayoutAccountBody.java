package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a payout account when it is asked for. */
record PayoutAccountBody(@Nullable String country) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /** The country, or the end of the request with 422. */
    static String country(HttpRequest request) {
        Fields fields = new Fields();
        Optional<String> country = fields.require(
                "country",
                request.json(PayoutAccountBody.class).country(),
                "be the ISO 3166 code of a country, two capital letters",
                text -> COUNTRY.matcher(text).matches() ? Optional.of(text) : Optional.empty());
        fields.check();
        return country.orElseThrow();
    }
}
