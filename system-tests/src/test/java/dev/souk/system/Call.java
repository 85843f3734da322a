package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import dev.souk.api.Contract;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the API. {@link #ok} also holds the request against the contract; {@link #wrong} holds the answer alone. */
final class Call {
    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createForInlineApiSpecification(Contract.text())
                    .build();

    private final Target target;
    private final String method;
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String body;

    Call(Target target, String method, String path) {
        this.target = target;
        this.method = method;
        this.path = path;
    }

    Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Call query(String name, String value) {
        query.put(name, value);
        return this;
    }

    Call json(String text) {
        body = text;
        return header("Content-Type", "application/json");
    }

    Call text(String type, String text) {
        body = text;
        return header("Content-Type", type);
    }

    /** Makes the call; it and its answer are of the contract, and the answer has this status. */
    Reply ok(int status) {
        Reply reply = made();
        assertThat(reply.status()).as("%s %s: %s", method, path, reply.body()).isEqualTo(status);
        ValidationReport report = CONTRACT.validate(contractRequest(), contractResponse(reply));
        assertThat(report.getMessages())
                .as("%s %s against the contract: %s", method, path, reply.body())
                .isEmpty();
        return reply;
    }

    /** Makes a call that is not as it should be. The answer is a problem of the contract with this status. */
    Reply wrong(int status) {
        Reply reply = made();
        assertThat(reply.status())
                .as("%s %s %s: %s", method, path, body, reply.body())
                .isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        ValidationReport report =
                CONTRACT.validateResponse(path, Request.Method.valueOf(method), contractResponse(reply));
        assertThat(report.getMessages())
                .as("%s %s against the contract: %s", method, path, reply.body())
                .isEmpty();
        reply.leaksNothing();
        return reply;
    }

    /** Makes the call and holds nothing against anything. */
    Reply made() {
        HttpRequest.Builder request = HttpRequest.newBuilder(url()).timeout(Duration.ofSeconds(40));
        headers.forEach(request::header);
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpResponse<String> response =
                target.send(request.method(method, publisher).build());
        Map<String, String> answered = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> answered.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        Reply reply = new Reply(response.statusCode(), answered, response.body());
        Answers.saw(method, path, reply);
        return reply;
    }

    private URI url() {
        StringBuilder url = new StringBuilder(target.base().toString()).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            url.append(separator).append(parameter.getKey()).append('=');
            url.append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return URI.create(url.toString());
    }

    private SimpleRequest contractRequest() {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
        headers.forEach(request::withHeader);
        query.forEach(request::withQueryParam);
        if (body != null) {
            request.withBody(body);
        } else if (method.equals("POST")) {
            // Where a body may be left out, the validator wants its type all the same.
            request.withHeader("Content-Type", "application/json");
        }
        return request.build();
    }

    private static SimpleResponse contractResponse(Reply reply) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status());
        reply.headers().forEach(response::withHeader);
        if (!reply.body().isEmpty()) {
            response.withBody(reply.body());
        }
        return response.build();
    }
}
