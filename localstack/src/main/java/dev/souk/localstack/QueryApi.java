package dev.souk.localstack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A service of AWS's that is called by forms and answers in XML, on LocalStack, which looks at nobody's signature. AWS's clients for Java
 * would be dependencies for a handful of calls.
 */
final class QueryApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final String version;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param service as a signature names it, by which LocalStack tells services apart */
    QueryApi(URI endpoint, String service, String version) {
        this.endpoint = endpoint;
        this.version = version;
        this.authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/" + LocalStack.REGION + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=none";
    }

    /**
     * The answer.
     *
     * @throws IllegalStateException with the answer, when it is an error
     */
    Element call(String action, Map<String, String> form) {
        return parsed(action, send(action, form));
    }

    /** The same; empty when it says that there is no such thing, which is 400. */
    Optional<Element> ask(String action, Map<String, String> form) {
        HttpResponse<byte[]> answer = send(action, form);
        return answer.statusCode() == 400 ? Optional.empty() : Optional.of(parsed(action, answer));
    }

    private HttpResponse<byte[]> send(String action, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("Action", action);
        all.put("Version", version);
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("LocalStack does not answer at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Element parsed(String action, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(action + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.body()))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(action + " answered what is no XML", e);
        }
    }
}
