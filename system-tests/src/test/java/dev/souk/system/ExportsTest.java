package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a store has sold, as a file: asked for, written, and opened from the letter. */
class ExportsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String exports = "/v1/stores/" + shop.slug + "/exports";

    @Test
    void a_seller_has_their_sales_written_and_opens_the_file_from_the_letter() throws Exception {
        String product = shop.product("=A book", 0, Shop.bytes("the book"));
        Buyer buyer = new Buyer();
        buyer.ordersAsGuest(product);

        String key = UUID.randomUUID().toString();
        Reply asked = ask(key, "{}").ok(201);
        String id = asked.text("id");
        assertThat(asked.header("Location")).isEqualTo(exports + "/" + id);
        Reply again = ask(key, "{}").ok(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(ask(key, "{\"state\": \"paid\"}").wrong(422).code()).isEqualTo("idempotency_key_reused");

        Target.await(
                "the export is ready",
                () -> souk.call("GET", exports + "/" + id)
                                .bearer(shop.token)
                                .ok(200)
                                .text("state")
                                .equals("ready")
                        ? Optional.of(true)
                        : Optional.empty());
        String link = souk.call("POST", exports + "/" + id + "/downloads")
                .bearer(shop.token)
                .ok(201)
                .text("url");
        assertThat(file(link)).startsWith("\uFEFForder_id,").contains(buyer.email, "\"'=A book\"");
        assertThat(souk.call("GET", exports)
                        .bearer(shop.token)
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);

        String token = Target.await("a letter with the link", () -> {
            for (JsonNode mail : souk.mailsTo(shop.email())) {
                String text = souk.mail(mail.path("id").asString()).toString();
                int at = text.indexOf("export.html?id=" + id + "#");
                if (at >= 0) {
                    return Optional.of(text.substring(at).split("#", 2)[1].split("[^A-Za-z0-9_-]", 2)[0]);
                }
            }
            return Optional.empty();
        });
        String open = "/v1/exports/" + id + "/downloads";
        assertThat(file(souk.call("POST", open)
                        .json("{\"token\": \"" + token + "\"}")
                        .ok(201)
                        .text("url")))
                .contains(buyer.email);
        assertThat(souk.call("POST", open)
                        .json("{\"token\": \"" + token + "x\"}")
                        .wrong(404)
                        .code())
                .isEqualTo("not_found");
        souk.call("POST", open).json("{").wrong(400);
        souk.call("POST", open).text("text/plain", "x").wrong(415);
        souk.call("POST", open)
                .json("{\"token\": \"" + "x".repeat(300_000) + "\"}")
                .wrong(413);
        souk.call("POST", open).json("{}").wrong(422);
    }

    @Test
    void what_cannot_be_is_refused_and_what_is_anothers_is_not_there() {
        String id = ask(UUID.randomUUID().toString(), "{}").ok(201).text("id");
        String stranger = souk.token("another-" + Shop.unique());
        souk.call("GET", exports).bearer(stranger).wrong(404);
        souk.call("GET", exports + "/" + id).bearer(stranger).wrong(404);
        souk.call("POST", exports + "/" + id + "/downloads").bearer(stranger).wrong(404);
        souk.call("GET", exports).wrong(401);
        souk.call("GET", exports).query("limit", "0").bearer(shop.token).wrong(400);
        souk.call("GET", exports + "/exp_00000000000000000000000000")
                .bearer(shop.token)
                .wrong(404);
        souk.call("POST", exports + "/exp_00000000000000000000000000/downloads")
                .bearer(shop.token)
                .wrong(404);
        souk.call("POST", exports)
                .bearer(stranger)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{}")
                .wrong(404);
        assertThat(souk.call("POST", exports)
                        .bearer(shop.token)
                        .json("{}")
                        .wrong(400)
                        .code())
                .isEqualTo("idempotency_key_required");
        ask(UUID.randomUUID().toString(), "{").wrong(400);
        ask(UUID.randomUUID().toString(), "{\"state\": \"sold\"}").wrong(422);
        ask(UUID.randomUUID().toString(), "{\"from\": \"" + "x".repeat(300_000) + "\"}")
                .wrong(413);
        souk.call("POST", exports)
                .bearer(shop.token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .text("text/plain", "x")
                .wrong(415);
    }

    /** Three are written at once; whoever asks faster than files are written is told so, and the last of them is not there yet. */
    @Test
    void more_than_three_at_once_are_refused_and_what_is_being_written_cannot_be_had() {
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < 300 && refused.size() < 2; i++) {
            Reply reply = ask(UUID.randomUUID().toString(), "{}").made();
            if (reply.status() == 409) {
                refused.add(reply.code());
            } else {
                assertThat(reply.status()).isEqualTo(201);
                Reply link = souk.call("POST", exports + "/" + reply.text("id") + "/downloads")
                        .bearer(shop.token)
                        .made();
                if (link.status() == 409) {
                    refused.add(link.code());
                }
            }
        }
        assertThat(refused).containsExactlyInAnyOrder("too_many_exports", "export_not_ready");
    }

    private Call ask(String key, String body) {
        return souk.call("POST", exports)
                .bearer(shop.token)
                .header("Idempotency-Key", key)
                .json(body);
    }

    private String file(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                souk.http().send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
