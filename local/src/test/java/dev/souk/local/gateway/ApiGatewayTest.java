package dev.souk.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.http.HttpDoor;
import dev.souk.local.queue.QueueDoor.Outcome;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ApiGatewayTest {
    private static final String WEBHOOK = "/v1/webhooks/stripe";

    private GatewayFixture gateway = new GatewayFixture();

    @AfterEach
    void close() {
        gateway.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String message, String errorType) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(errorType);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1",
        "GET, /v1/nothing",
        "GET, /v1/products/",
        "GET, /v1//products",
        "DELETE, /v1/me",
        "GET, /v1/webhooks/stripe",
        "OPTIONS, /v1/webhooks/stripe",
        "OPTIONS, /v1/nothing",
        "HEAD, /v1/orders/ord_1/nothing"
    })
    void an_unknown_path_and_an_unknown_method_miss_a_token(String method, String path) {
        HttpResponse<String> response = gateway.send(gateway.to(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        if (!method.equals("HEAD")) {
            assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        }
    }

    @Test
    void a_request_has_a_trace_that_function_event_and_caller_are_told() {
        AtomicReference<String> told = new AtomicReference<>("");
        gateway.echo.does((input, output, context) -> {
            told.set(context.getXrayTraceId());
            output.write("{\"statusCode\": 200, \"body\": \"%s\"}"
                    .formatted(JsonMapper.shared()
                            .readTree(input)
                            .path("headers")
                            .path("X-Amzn-Trace-Id")
                            .asString())
                    .getBytes(StandardCharsets.UTF_8));
        });

        HttpResponse<String> first = gateway.send(gateway.to("/v1/products"));
        assertThat(told.get()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0");
        assertThat(first.body()).isEqualTo(told.get());
        assertThat(first.headers().firstValue("X-Amzn-Trace-Id")).contains(told.get());

        assertThat(gateway.send(gateway.to("/v1/products")).body()).isNotEqualTo(first.body());
    }

    @Test
    void a_caller_may_bring_a_trace_along_and_nothing_else_in_its_place() {
        gateway.echo.does((_, output, context) -> output.write("{\"statusCode\": 200, \"body\": \"%s\"}"
                .formatted(context.getXrayTraceId())
                .getBytes(StandardCharsets.UTF_8)));
        String theirs = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        assertThat(gateway.send(gateway.to("/v1/products").header("x-amzn-trace-id", theirs))
                        .body())
                .isEqualTo(theirs);
        assertThat(gateway.send(gateway.to("/v1/products").header("x-amzn-trace-id", "Root=me"))
                        .body())
                .startsWith("Root=1-");
    }

    @Test
    void a_webhook_is_on_its_queue_with_the_trace_that_its_caller_is_told() {
        HttpResponse<String> response = gateway.send(gateway.to(WEBHOOK)
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", "t=1,v1=ab")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(gateway.queue)
                .singleElement()
                .satisfies(message -> assertThat(response.headers().firstValue("X-Amzn-Trace-Id"))
                        .contains(message.traceHeader()));
    }

    @Test
    void what_is_not_the_apis_is_left_to_the_pages() {
        assertThat(gateway.send(gateway.to("/")).body()).isEqualTo("page");
        assertThat(gateway.send(gateway.to("/v1x")).body()).isEqualTo("page");
        assertThat(gateway.send(gateway.to("/_local/")).body()).isEqualTo("local");
    }

    @Test
    void a_head_goes_to_the_function_of_get_and_has_no_body() {
        HttpResponse<String> get = gateway.send(gateway.to("/v1/products"));
        gateway.echo.does((input, output, context) -> {
            boolean head = new String(input.readAllBytes(), StandardCharsets.UTF_8).contains("\"httpMethod\":\"HEAD\"");
            output.write(("{\"statusCode\": " + (head ? 200 : 500) + ", \"body\": \"four\"}")
                    .getBytes(StandardCharsets.UTF_8));
        });

        HttpResponse<String> head = gateway.send(gateway.to("/v1/products").method("HEAD", BodyPublishers.noBody()));

        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("4");
    }

    @Test
    void a_preflight_goes_to_the_function_of_the_path() {
        assertThat(gateway.event(gateway.to("/v1/orders").method("OPTIONS", BodyPublishers.noBody()))
                        .path("httpMethod")
                        .asString())
                .isEqualTo("OPTIONS");
    }

    @Test
    void a_body_of_more_than_ten_megabytes_is_too_long() {
        HttpResponse<String> response = gateway.send(gateway.to("/v1/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[HttpDoor.LONGEST_BODY + 1])));

        assertRefused(response, 413, "Request Too Long", "RequestEntityTooLargeException");
    }

    @Test
    void an_event_of_more_than_six_megabytes_is_too_long_for_a_function() {
        HttpResponse<String> response = gateway.send(gateway.to("/v1/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("x".repeat(6 * 1024 * 1024))));

        assertRefused(response, 413, "Request Too Long", "RequestEntityTooLargeException");
    }

    @Test
    void an_answer_of_more_than_six_megabytes_is_a_failure_of_the_function() {
        gateway.echo.returns("{\"body\": \"" + "x".repeat(6 * 1024 * 1024) + "\"}");

        assertRefused(
                gateway.send(gateway.to("/v1/products")), 502, "Internal server error", "InternalServerErrorException");
    }

    @Test
    void a_function_that_throws_is_a_502_without_its_message() {
        gateway.echo.does((input, output, context) -> {
            throw new IllegalStateException("the password is hunter2");
        });

        assertRefused(
                gateway.send(gateway.to("/v1/products")), 502, "Internal server error", "InternalServerErrorException");
    }

    @Test
    void a_function_that_takes_too_long_is_a_504_and_is_stopped() throws InterruptedException {
        gateway.close();
        gateway = new GatewayFixture(Throttle.ofAnAccount(), GatewayFixture.PATIENCE);
        CountDownLatch interrupted = new CountDownLatch(1);
        gateway.echo.does((input, output, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
        });

        assertRefused(
                gateway.send(gateway.to("/v1/products")),
                504,
                "Endpoint request timed out",
                "InternalServerErrorException");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoever_asks_too_fast_is_turned_away_until_the_bucket_fills() {
        AtomicLong nanos = new AtomicLong();
        gateway.close();
        gateway = new GatewayFixture(new Throttle(10, 2, nanos::get), Duration.ofSeconds(29));

        assertThat(gateway.send(gateway.to("/v1/products")).statusCode()).isEqualTo(200);
        assertThat(gateway.send(gateway.to("/v1/products")).statusCode()).isEqualTo(200);
        assertRefused(gateway.send(gateway.to("/v1/products")), 429, "Too Many Requests", "TooManyRequestsException");
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(gateway.send(gateway.to("/v1/products")).statusCode()).isEqualTo(200);
        assertThat(gateway.send(gateway.to("/v1/products")).statusCode()).isEqualTo(429);
    }

    @Test
    void a_webhook_is_on_the_queue_as_it_came_before_it_is_answered() {
        String body = "{\n  \"id\": \"evt_1\", \"naïve\": \"✓\" }";

        HttpResponse<String> response = gateway.send(gateway.to(WEBHOOK)
                .header("Stripe-Signature", "t=1,v1=ab")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertQueued("payment-events", body);
    }

    @Test
    void a_webhook_about_a_sellers_account_goes_to_a_queue_of_its_own() {
        HttpResponse<String> response = gateway.send(gateway.to("/v1/webhooks/stripe/accounts")
                .header("Stripe-Signature", "t=1,v1=ab")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertQueued("account-events", "{}");
    }

    private void assertQueued(String queue, String body) {
        assertThat(gateway.queue).singleElement().satisfies(queued -> {
            assertThat(queued.queue()).isEqualTo(queue);
            assertThat(queued.body()).isEqualTo(body);
            assertThat(queued.attributes()).containsOnlyKeys("Stripe-Signature", "Received-At");
            assertThat(queued.attributes()).containsEntry("Stripe-Signature", "t=1,v1=ab");
            long received = Long.parseLong(queued.attributes().get("Received-At"));
            assertThat(System.currentTimeMillis() - received).isBetween(0L, 60_000L);
        });
    }

    @Test
    void a_webhook_that_the_queue_cannot_be_given_is_a_500_so_that_it_is_sent_again() {
        gateway.queueSays.set(Outcome.UNREACHABLE);

        assertRefused(
                gateway.send(gateway.to(WEBHOOK)
                        .header("Stripe-Signature", "t=1,v1=ab")
                        .POST(BodyPublishers.ofString("{}"))),
                500,
                "Internal server error",
                "InternalServerErrorException");
    }

    @Test
    void a_webhook_that_is_not_json_is_a_415_and_on_no_queue() {
        assertRefused(
                gateway.send(gateway.to(WEBHOOK)
                        .header("Stripe-Signature", "t=1,v1=ab")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("Action=DeleteQueue"))),
                415,
                "Unsupported Media Type",
                "UnsupportedMediaTypeException");
        assertThat(gateway.queue).isEmpty();
    }

    @Test
    void a_webhook_that_no_queue_takes_or_nobody_signed_is_a_400() {
        gateway.queueSays.set(Outcome.REFUSED);

        assertRefused(
                gateway.send(gateway.to(WEBHOOK)
                        .header("Stripe-Signature", "t=1,v1=ab")
                        .POST(BodyPublishers.noBody())),
                400,
                "Bad Request",
                "BadRequestException");
        assertRefused(
                gateway.send(gateway.to(WEBHOOK).POST(BodyPublishers.ofString("{}"))),
                400,
                "Missing required request parameters: [Stripe-Signature]",
                "BadRequestException");
    }
}
