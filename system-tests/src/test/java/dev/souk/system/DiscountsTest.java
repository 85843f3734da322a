package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A seller's codes, from the offer to the last of them being disabled. */
class DiscountsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_code_is_offered_read_limited_and_disabled_by_its_owner_alone() {
        String path = "/v1/stores/" + shop.slug + "/discounts";
        Reply offered = souk.call("POST", path)
                .bearer(shop.token)
                .json("{\"code\":\"opening\",\"percent_basis_points\":1500,\"max_uses\":10}")
                .ok(201);
        assertThat(offered.json().path("code").asString()).isEqualTo("OPENING");
        String discount = offered.header("Location");
        String stranger = souk.token("another-" + Shop.unique());
        souk.call("GET", discount).bearer(stranger).wrong(404);
        souk.call("GET", path).bearer(stranger).wrong(404);
        souk.call("GET", discount).wrong(401);
        assertThat(souk.call("POST", path)
                        .bearer(shop.token)
                        .json("{\"code\":\"OPENING\",\"percent_basis_points\":1}")
                        .wrong(409)
                        .code())
                .isEqualTo("code_taken");

        Reply loosened = souk.call("PATCH", discount)
                .bearer(shop.token)
                .header("If-Match", offered.header("ETag"))
                .json("{\"state\":\"disabled\",\"remove\":[\"max_uses\"]}")
                .ok(200);
        assertThat(loosened.json().has("max_uses")).isFalse();
        souk.call("PATCH", discount)
                .bearer(shop.token)
                .header("If-Match", offered.header("ETag"))
                .json("{\"state\":\"active\"}")
                .wrong(412);
        Reply listed = souk.call("GET", path).bearer(shop.token).ok(200);
        assertThat(listed.json().path("items").path(0).path("state").asString()).isEqualTo("disabled");
        assertThat(listed.json().path("items").size()).isEqualTo(1);
    }
}
