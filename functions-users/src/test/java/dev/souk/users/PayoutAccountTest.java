package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.stripe.standin.account.ConnectedAccount;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PayoutAccountTest {
    private final Sellers sellers = new Sellers();

    @AfterEach
    void close() {
        sellers.close();
    }

    @Test
    void a_store_has_no_account_before_one_is_asked_for() {
        ApiAnswer answer = sellers.account(Sellers.SELLER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("none");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("state", "requirements");
        assertThat(sellers.canBePaid()).isFalse();
    }

    @Test
    void a_seller_gets_an_account_and_a_link_to_fill_it_in() {
        ApiAnswer answer = sellers.onboard();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("onboarding_url"))
                .startsWith(sellers.stripe.baseUrl().toString());
        assertThat(answer.text("payout_account", "state")).isEqualTo("pending");
        assertThat(answer.text("payout_account", "country")).isEqualTo("DE");
        assertThat(answer.json().path("payout_account").path("requirements").toString())
                .contains("{\"what\":\"individual.legal_name\",\"deadline\":\"past_due\"}");

        ConnectedAccount account = sellers.stripe.accounts().getFirst();
        assertThat(account.country()).isEqualTo("DE");
        assertThat(account.displayName()).isEqualTo("Paper Lanterns");
        assertThat(account.contactEmail()).isEqualTo("seller@example.com");
        assertThat(account.metadata().get("store")).startsWith("sto_");
        assertThat(sellers.state()).isEqualTo("pending");
        assertThat(sellers.canBePaid()).isFalse();
    }

    @Test
    void asked_again_it_is_the_same_account_with_a_fresh_link() {
        String first = sellers.onboard().text("onboarding_url");
        String second = sellers.onboard().text("onboarding_url");
        assertThat(second).isNotEqualTo(first);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void of_ten_who_ask_at_once_nobody_opens_a_second_account() {
        List<ApiAnswer> answers = AtOnce.by(10, _ -> sellers.onboard());
        assertThat(answers).extracting(ApiAnswer::status).contains(200).isSubsetOf(200, 503);
        assertThat(sellers.stripe.accounts()).hasSize(1);
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void an_answer_that_was_lost_opens_no_second_account() {
        sellers.stripe.outage(Fault.TIMEOUT_AFTER_EFFECT, 1, Duration.ofSeconds(2));
        ApiAnswer lost = sellers.onboard();
        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.code()).isEqualTo("payments_unavailable");
        assertThat(sellers.state()).isEqualTo("none");
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void an_account_is_looked_for_once_its_key_may_be_forgotten() {
        sellers.stripe.outage(Fault.TIMEOUT_AFTER_EFFECT, 1, Duration.ofSeconds(2));
        assertThat(sellers.onboard().status()).isEqualTo(503);
        sellers.stripe.advance(Duration.ofHours(25));
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void a_wish_that_never_reached_stripe_is_fulfilled_days_later() {
        sellers.stripe.outage(Fault.TIMEOUT_BEFORE_EFFECT, 1, Duration.ofSeconds(2));
        assertThat(sellers.onboard().status()).isEqualTo(503);
        sellers.stripe.advance(Duration.ofDays(3));
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void a_failure_that_stripe_replays_is_overcome_with_or_without_an_account_behind_it() {
        sellers.stripe.outage(Fault.SERVER_ERROR_AFTER_EFFECT, 1, Duration.ZERO);
        assertThat(sellers.onboard().status()).isEqualTo(503);
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
        assertThat(sellers.state()).isEqualTo("pending");
    }

    @Test
    void a_failure_without_effect_is_overcome_with_another_key() {
        sellers.stripe.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);
        assertThat(sellers.onboard().status()).isEqualTo(503);
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void when_stripe_limits_us_the_seller_is_asked_to_come_back() {
        sellers.stripe.outage(Fault.RATE_LIMITED, 1, Duration.ZERO);
        ApiAnswer answer = sellers.onboard();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(sellers.onboard().status()).isEqualTo(200);
    }

    @Test
    void an_account_without_a_link_is_an_account_all_the_same() {
        sellers.onboarded();
        sellers.stripe.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);
        assertThat(sellers.onboard().status()).isEqualTo(503);
        assertThat(sellers.state()).isEqualTo("pending");
    }

    @Test
    void a_country_that_stripe_does_not_take_can_be_put_right() {
        ApiAnswer refused = sellers.onboard(Sellers.SELLER, "XX");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("country");
        assertThat(sellers.onboard(Sellers.SELLER, "DE").status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts())
                .extracting(ConnectedAccount::country)
                .containsExactly("DE");
    }

    @Test
    void a_country_stays() {
        sellers.onboarded();
        ApiAnswer answer = sellers.onboard(Sellers.SELLER, "FR");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("country_fixed");
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void what_is_no_country_is_refused() {
        for (String country : List.of("", "de", "DEU", "D1", "ÄÖ")) {
            ApiAnswer answer = sellers.onboard(Sellers.SELLER, country);
            assertThat(answer.status()).as(country).isEqualTo(422);
            assertThat(answer.wrongFields()).containsExactly("country");
        }
        assertThat(sellers.stripe.accounts()).isEmpty();
    }

    @Test
    void nobody_sees_or_opens_another_ones_account() {
        sellers.onboarded();
        assertThat(sellers.account("somebody").status()).isEqualTo(404);
        assertThat(sellers.onboard("somebody", "DE").status()).isEqualTo(404);
        assertThat(sellers.account("somebody").body()).doesNotContain("pending");
    }

    @Test
    void a_seller_who_asks_again_also_hears_what_no_event_told() {
        String account = sellers.onboarded();
        sellers.stripe.fillInAccount(account, dev.souk.stripe.standin.account.OnboardingForm.accepted());
        assertThat(sellers.state()).isEqualTo("pending");
        assertThat(sellers.onboard().text("payout_account", "state")).isEqualTo("active");
        assertThat(sellers.canBePaid()).isTrue();
    }
}
