package dev.souk.lambda.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
    private final KeyedRequests requests = new KeyedRequests();

    @AfterEach
    void close() {
        requests.close();
    }

    @Test
    void a_repetition_gets_the_first_answer_and_is_told_so() throws Exception {
        HttpResponse first = requests.once("{\"a\":1}", requests::creates);
        HttpResponse again = requests.once("{\"a\":1}", requests::creates);

        assertThat(first.headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().get("Location")).isEqualTo(first.headers().get("Location"));
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void an_answer_without_a_body_and_one_of_any_text_are_replayed_as_they_were() throws Exception {
        requests.once("{}", _ -> new HttpResponse(204, Map.of(), null));
        assertThat(requests.once("{}", requests::creates).status()).isEqualTo(204);
        requests.clear();
        requests.once("{}", _ -> HttpResponse.ok(Map.of("text", "é😀\"\\\n")));
        assertThat(requests.once("{}", requests::creates).body())
                .isEqualTo(HttpResponse.ok(Map.of("text", "é😀\"\\\n")).body());
        assertThat(requests.worked).isEmpty();
    }

    @Test
    void the_same_key_with_another_request_is_422_and_does_nothing() throws Exception {
        requests.once("{\"a\":1}", requests::creates);
        assertThat(KeyedRequests.refusal(() -> requests.once("{\"a\":2}", requests::creates))
                        .code())
                .isEqualTo("idempotency_key_reused");
        assertThat(KeyedRequests.refusal(() -> requests.keys.once(
                                KeyedRequests.request("/v1/products", "{\"a\":1}"),
                                "buyer",
                                KeyedRequests.KEY,
                                requests::creates))
                        .status())
                .isEqualTo(422);
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void the_same_key_of_two_callers_is_two_keys() throws Exception {
        requests.keys.once(KeyedRequests.request("/v1/orders", "{}"), "user a", KeyedRequests.KEY, requests::creates);
        requests.keys.once(
                KeyedRequests.request("/v1/orders", "{\"other\":1}"), "user b", KeyedRequests.KEY, requests::creates);
        requests.keys.once(KeyedRequests.request("/v1/orders", "{}"), "guest", KeyedRequests.KEY, requests::creates);
        assertThat(requests.worked).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_refusal_frees_the_key_for_a_corrected_request() throws Exception {
        assertThatThrownBy(() -> requests.once("{\"wrong\":1}", _ -> {
                    throw new Refused(Problem.of(422, "invalid_fields", "No."));
                }))
                .isInstanceOf(Refused.class);
        assertThat(requests.once("{\"wrong\":2}", _ -> HttpResponse.json(409, Map.of()))
                        .status())
                .isEqualTo(409);
        assertThat(requests.once("{\"right\":1}", requests::creates).status()).isEqualTo(201);
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void the_key_itself_is_nowhere_in_the_table() throws Exception {
        requests.once("{\"secret\":\"body\"}", requests::creates);
        String row = requests.database
                .first(
                        "SELECT CONCAT_WS('|', HEX(scope), HEX(key_hash), HEX(fingerprint), headers, body) AS r FROM "
                                + KeyedRequests.TABLE,
                        found -> found.text("r"))
                .orElseThrow();
        String hex =
                java.util.HexFormat.of().withUpperCase().formatHex(KeyedRequests.KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(row).doesNotContain(KeyedRequests.KEY, hex, "buyer", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "fifteen-chars-x",
                "sixteen chars xx",
                "tab\tin-the-middle-of-it",
                "é234567890123456"
            })
    void a_key_that_is_none_is_400(String key) {
        Refused refused = catchThrowableOfType(Refused.class, () -> IdempotencyKeys.require(withKey(key)));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().code()).isEqualTo("invalid_idempotency_key");
        assertThat(refused.problem().errors().getFirst().field()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_missing_key_is_400_and_the_bounds_are_16_and_255() {
        Refused missing = catchThrowableOfType(
                Refused.class, () -> IdempotencyKeys.require(KeyedRequests.request("/v1/orders", "{}")));
        assertThat(missing.problem().code()).isEqualTo("idempotency_key_required");
        assertThat(IdempotencyKeys.find(KeyedRequests.request("/v1/orders", "{}")))
                .isEmpty();
        assertThat(IdempotencyKeys.require(withKey("x".repeat(16)))).hasSize(16);
        assertThat(IdempotencyKeys.require(withKey("~".repeat(255)))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKeys.require(withKey("x".repeat(256))))
                .isInstanceOf(Refused.class);
    }

    private static HttpRequest withKey(String key) {
        HttpRequest plain = KeyedRequests.request("/v1/orders", "{}");
        return new HttpRequest(
                plain.requestId(),
                plain.operation(),
                plain.method(),
                plain.path(),
                Map.of(),
                Map.of(),
                Map.of("idempotency-key", List.of(key)),
                plain.body(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    @Test
    void old_keys_are_swept_oldest_first_and_at_most_so_many_at_once() throws Exception {
        for (int i = 0; i < 5; i++) {
            requests.keys.once(
                    KeyedRequests.request("/v1/orders", "{}"), "buyer " + i, KeyedRequests.KEY, requests::creates);
            requests.clock.advance(Duration.ofHours(1));
        }
        Instant threeOfThem = requests.clock.instant().minus(Duration.ofMinutes(150));

        assertThat(requests.keys.sweep(threeOfThem, 2)).isEqualTo(2);
        assertThat(requests.keys.sweep(threeOfThem, 2)).isEqualTo(1);
        assertThat(requests.keys.sweep(threeOfThem, 2)).isZero();
        assertThat(requests.keys
                        .once(
                                KeyedRequests.request("/v1/orders", "{}"),
                                "buyer 3",
                                KeyedRequests.KEY,
                                requests::creates)
                        .headers())
                .containsEntry("Idempotent-Replayed", "true");
        assertThat(requests.keys
                        .once(
                                KeyedRequests.request("/v1/orders", "{}"),
                                "buyer 2",
                                KeyedRequests.KEY,
                                requests::creates)
                        .headers())
                .doesNotContainKey("Idempotent-Replayed");
    }

    @Test
    void a_key_in_use_is_not_swept_however_old() throws Exception {
        assertThatThrownBy(() -> requests.once("{}", _ -> {
                    throw new IllegalStateException("killed");
                }))
                .isInstanceOf(IllegalStateException.class);
        requests.clock.advance(Duration.ofDays(3));
        requests.once("{}", id -> {
            assertThat(requests.keys.sweep(requests.clock.instant(), 10))
                    .as("while it is held")
                    .isZero();
            return requests.creates(id);
        });
        assertThat(requests.keys.sweep(requests.clock.instant(), 10)).isEqualTo(1);
    }
}
