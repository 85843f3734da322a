package dev.souk.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.demo.FirstSale;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What has to work wherever LocalStack runs. The system tests ask more: {@code make localstack-host-test}, {@code make localstack-test}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PurchaseContract {
    @TempDir
    static Path folder;

    /** The deployed system, one for all tests. */
    abstract SoukOnLocalStack souk();

    /** Fails at the first step that does not go as it should, saying what it got. */
    @Test
    void a_product_is_uploaded_ordered_paid_mailed_and_downloaded() throws Exception {
        Path file = Files.writeString(folder.resolve("a book.pdf"), "the very bytes");
        new FirstSale(souk().baseUrl(), new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .play(file);
    }

    @Test
    void a_webhook_without_a_signature_is_refused_before_any_function_or_queue() throws Exception {
        HttpResponse<String> answer = post(souk().baseUrl().resolve("/v1/webhooks/stripe"), "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Stripe-Signature");
    }

    @Test
    void what_is_not_in_the_contract_is_the_gateways_to_refuse() throws Exception {
        assertThat(post(souk().baseUrl().resolve("/v1/nothing-here"), "{}").statusCode())
                .isIn(403, 404);
    }

    private static HttpResponse<String> post(URI url, String json) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    static SoukOnLocalStack.Options options(URI endpoint, URI awsEndpoint, java.util.Map<String, String> environment) {
        Path checkout = Path.of(System.getProperty("souk.checkout"));
        return new SoukOnLocalStack.Options(
                endpoint,
                awsEndpoint,
                checkout,
                folder.resolve("data"),
                Path.of(System.getProperty("souk.cache")),
                0,
                dev.souk.lambda.config.Environment.of(environment));
    }
}
