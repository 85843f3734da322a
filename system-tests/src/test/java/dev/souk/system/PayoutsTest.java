package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PayoutsTest {
    private final Target souk = Target.it();

    @Test
    void a_seller_fills_in_the_providers_page_and_sees_that_their_store_can_be_paid() {
        String seller = "seller-" + Shop.unique();
        String token = souk.token(seller);
        String store = "shop-" + Shop.unique();
        souk.call("POST", "/v1/stores")
                .bearer(token)
                .json("{\"slug\": \"" + store + "\", \"name\": \"A shop\", \"currency\": \"EUR\"}")
                .ok(201);
        String account = "/v1/stores/" + store + "/payout-account";
        assertThat(souk.call("GET", account).bearer(token).ok(200).text("state"))
                .isEqualTo("none");

        Shop shop = new Shop();
        Reply asked = souk.call("POST", account)
                .bearer(token)
                .json("{\"country\": \"DE\"}")
                .ok(200);
        assertThat(shop.fillIn(asked.text("onboarding_url"), "later=1"))
                .as("back without having filled in anything")
                .endsWith("/payouts.html?store=" + store);
        assertThat(souk.call("GET", account).bearer(token).ok(200).text("state"))
                .isEqualTo("pending");

        Reply again = souk.call("POST", account)
                .bearer(token)
                .json("{\"country\": \"DE\"}")
                .ok(200);
        shop.fillIn(again.text("onboarding_url"), "legal_name=Ada+Seller&account_number=000123456789");
        awaitState(account, token, "active");
        assertThat(souk.call("GET", account)
                        .bearer(souk.token("stranger-" + Shop.unique()))
                        .ok(404)
                        .text("code"))
                .isEqualTo("not_found");
    }

    @Test
    void fault_38_a_seller_who_is_cut_off_sees_it_and_is_written_to() {
        Shop shop = new Shop();
        String account = "/v1/stores/" + shop.storeId + "/payout-account";
        assertThat(souk.stripe(
                                "POST",
                                "/accounts/" + atStripe(shop) + "/transfers",
                                "{\"status\": \"restricted\", \"requirement\": \"individual.id_number\"}")
                        .statusCode())
                .isEqualTo(200);
        awaitState(account, shop.token, "restricted");
        String subject = Target.await("the seller has mail", () -> {
            JsonNode mails = souk.mailsTo(shop.email());
            return mails.isEmpty()
                    ? Optional.empty()
                    : Optional.of(mails.get(0).path("subject").asString());
        });
        assertThat(subject).isNotBlank();
    }

    /** The account that the stand-in has of a store. */
    private String atStripe(Shop shop) {
        JsonNode accounts = dev.souk.lambda.json.Json.tree(
                        souk.stripe("GET", "/accounts", "").body())
                .path("data");
        for (JsonNode account : accounts) {
            if (account.path("metadata").path("store").asString("").equals(shop.storeId)) {
                return account.path("id").asString();
            }
        }
        throw new AssertionError("Stripe has no account of " + shop.storeId);
    }

    private void awaitState(String account, String token, String state) {
        assertThat(Target.await("the account is " + state, () -> {
                    String now = souk.call("GET", account).bearer(token).ok(200).text("state");
                    return now.equals(state) ? Optional.of(now) : Optional.empty();
                }))
                .isEqualTo(state);
    }
}
