package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Buyers who are told of new versions, until they want no more of it. */
@Tag("not-on-localstack") // There as in the cloud mails about versions wait for the next minute's sweep.
class VersionMailsTest {
    private static final Pattern STOP =
            Pattern.compile("/v1/purchases/(pur_[0-9a-z]+)/version-mails/stop\\?token=([A-Za-z0-9_-]+)");

    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String product = shop.product("Lantern typeface", 0, Shop.bytes("the first"));
    private final Buyer buyer = new Buyer();
    /** As it was answered when the newest file was announced. */
    private JsonNode toUpload = Json.tree("{}");

    @Test
    void a_buyer_is_told_of_a_version_that_its_seller_wants_told_once_and_stops_it_by_a_click() {
        Reply order = buyer.ordersAsGuest(product);
        buyer.getsMail();
        String second = announced("typeface-2.pdf", "the second", "Cyrillic letters");
        Reply asked = notify(second).ok(200);
        assertThat(asked.text("file_id")).isEqualTo(second);
        upload("the second");
        assertThat(notify(second).ok(200).json()).isEqualTo(asked.json());

        String mail = mail(2);
        assertThat(mail).contains("Lantern typeface", "version 2", "Cyrillic letters", "/purchases.html#");
        Matcher stop = STOP.matcher(mail);
        assertThat(stop.find()).as(mail).isTrue();
        assertThat(mail).contains("List-Unsubscribe-Post");
        JsonNode purchase = purchase(order);
        assertThat(stop.group(1)).isEqualTo(purchase.path("id").asString());
        assertThat(purchase.path("version_mails").asBoolean()).isTrue();

        stop(stop, "x").wrong(404);
        int stopped = souk.send(HttpRequest.newBuilder(URI.create(souk.base() + stop.group()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .build())
                .statusCode();
        assertThat(stopped).isEqualTo(204);
        stop(stop, "").ok(204);
        assertThat(purchase(order).path("version_mails").asBoolean()).isFalse();
        assertThat(wish(order, "{\"wanted\": true}")
                        .ok(200)
                        .json()
                        .path("wanted")
                        .asBoolean())
                .isTrue();
        assertThat(purchase(order).path("version_mails").asBoolean()).isTrue();
        assertThat(wish(order, "{}").wrong(422).wrongFields()).containsExactly("wanted");
    }

    @Test
    void sellers_tell_of_what_buyers_can_have_and_not_too_often() {
        String cover = souk.call("POST", "/v1/products/" + product + "/files")
                .bearer(shop.token)
                .json(Json.write(Map.of(
                        "purpose",
                        "cover",
                        "name",
                        "cover.png",
                        "size",
                        10,
                        "content_type",
                        "image/png",
                        "sha256",
                        Shop.sha256(Shop.bytes("0123456789")))))
                .ok(201)
                .json()
                .path("file")
                .path("id")
                .asString();
        assertThat(notify(cover).wrong(409).code()).isEqualTo("not_for_buyers");
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            files.add(announced("extra-" + i + ".pdf", "extra " + i, ""));
        }
        for (int i = 0; i < 3; i++) {
            notify(files.get(i)).ok(200);
        }
        assertThat(notify(files.get(3)).wrong(409).code()).isEqualTo("too_many_notices");
    }

    private Call stop(Matcher address, String more) {
        return souk.call("POST", "/v1/purchases/" + address.group(1) + "/version-mails/stop")
                .query("token", address.group(2) + more);
    }

    private String announced(String name, String text, String notes) {
        JsonNode announced = souk.call("POST", "/v1/products/" + product + "/files")
                .bearer(shop.token)
                .json(Json.write(Map.of(
                        "name",
                        name,
                        "size",
                        text.length(),
                        "content_type",
                        "application/pdf",
                        "sha256",
                        Shop.sha256(Shop.bytes(text)),
                        "release_notes",
                        notes,
                        "replaces",
                        first())))
                .ok(201)
                .json();
        toUpload = announced;
        return announced.path("file").path("id").asString();
    }

    private void upload(String text) {
        assertThat(shop.put(toUpload.path("upload"), Shop.bytes(text)).statusCode())
                .isEqualTo(200);
        shop.complete(product, toUpload.path("file").path("id").asString()).ok(200);
    }

    private String first() {
        return souk.call("GET", "/v1/products/" + product)
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("files")
                .path(0)
                .path("id")
                .asString();
    }

    private Call notify(String file) {
        return souk.call("POST", "/v1/products/" + product + "/files/" + file + "/notify-buyers")
                .bearer(shop.token);
    }

    private Call wish(Reply order, String body) {
        return souk.call("PUT", "/v1/purchases/" + purchase(order).path("id").asString() + "/version-mails")
                .header("Purchase-Token", order.text("purchase_token"))
                .json(body);
    }

    private JsonNode purchase(Reply order) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
    }

    /** The buyer's mail of that number, whole. */
    private String mail(int number) {
        return Target.await("mail " + number + " has come", () -> {
            JsonNode mails = souk.mailsTo(buyer.email);
            return mails.size() < number
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(
                            souk.mail(mails.path(number - 1).path("id").asString())
                                    .toString());
        });
    }
}
