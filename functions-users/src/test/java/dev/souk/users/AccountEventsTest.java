package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.TransfersStatus;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountEventsTest {
    private final Sellers sellers = new Sellers();

    @AfterEach
    void close() {
        sellers.close();
    }

    @Test
    void a_store_can_be_paid_once_stripe_says_so() {
        String account = sellers.onboarded();
        sellers.stripe.fillInAccount(account, OnboardingForm.accepted());
        assertThat(sellers.canBePaid()).isFalse();
        assertThat(sellers.take(sellers.changed(account))).isEmpty();
        assertThat(sellers.state()).isEqualTo("active");
        assertThat(sellers.canBePaid()).isTrue();
        assertThat(sellers.emails()).isEmpty();
    }

    @Test
    void fault_38_a_seller_who_is_cut_off_cannot_be_paid_and_hears_of_it_once() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, "individual.id_number");
        AtOnce.by(5, _ -> sellers.take(sellers.changed(account)))
                .forEach(failed -> assertThat(failed).isEmpty());

        assertThat(sellers.canBePaid()).isFalse();
        ApiAnswer seen = sellers.account(Sellers.SELLER);
        assertThat(seen.text("state")).isEqualTo("restricted");
        assertThat(seen.json().path("requirements").toString()).contains("individual.id_number");
        List<JsonNode> emails = sellers.emails();
        assertThat(emails).hasSize(1);
        JsonNode mail = emails.getFirst();
        assertThat(mail.path("kind").asString()).isEqualTo("payout_problem");
        assertThat(mail.path("problem").asString()).isEqualTo("TRANSFERS_STOPPED");
        assertThat(mail.path("to").asString()).isEqualTo("seller@example.com");
        assertThat(mail.path("store").asString()).isEqualTo("Paper Lanterns");
        assertThat(mail.path("detail").asString()).isEqualTo("individual.id_number");
        assertThat(mail.path("link").asString()).isEqualTo("https://souk.example/payouts.html?store=paper-lanterns");
    }

    @Test
    void who_is_let_in_again_can_be_paid_again() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, null);
        sellers.take(sellers.changed(account));
        sellers.stripe.setTransfers(account, TransfersStatus.ACTIVE, null);
        sellers.take(sellers.changed(account));
        assertThat(sellers.state()).isEqualTo("active");
    }

    @Test
    void a_seller_of_whom_something_is_wanted_hears_of_it_before_being_cut_off() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.ACTIVE, "individual.id_number");
        sellers.take(sellers.changed(account, "v2.core.account[requirements].updated"));
        sellers.take(sellers.changed(account, "v2.core.account[requirements].updated"));
        assertThat(sellers.state()).isEqualTo("active");
        assertThat(sellers.emails())
                .extracting(mail -> mail.path("problem").asString())
                .containsExactly("ACTION_NEEDED");
    }

    @Test
    void who_is_still_on_the_way_gets_no_alarming_mail() {
        String account = sellers.onboarded();
        sellers.stripe.setTransfers(account, TransfersStatus.PENDING, null);
        sellers.take(sellers.changed(account));
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, "individual.id_number");
        sellers.take(sellers.changed(account));
        assertThat(sellers.state()).isEqualTo("pending");
        assertThat(sellers.emails()).isEmpty();
    }

    @Test
    void fault_5_events_in_any_order_end_in_what_stripe_says_now() {
        String account = active();
        String older = sellers.changed(account);
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, null);
        String newer = sellers.changed(account);
        sellers.take(newer);
        sellers.take(older);
        assertThat(sellers.state()).isEqualTo("restricted");
    }

    @Test
    void fault_5_an_answer_that_comes_late_does_not_replace_a_later_one() {
        String account = sellers.onboarded();
        PayoutAccounts accounts = PayoutAccounts.in(sellers.database);
        StoreId store = accounts.storeOf(account).orElseThrow();
        int early = accounts.beginInquiry(store);
        int late = accounts.beginInquiry(store);
        Instant now = sellers.clock.instant();
        accounts.keep(store, late, state(account, Transfers.RESTRICTED), now);
        assertThat(accounts.lockFor(store, early)).isEmpty();
        accounts.keep(store, early, state(account, Transfers.ACTIVE), now);
        assertThat(accounts.find(store).orElseThrow().transfers()).isEqualTo(Transfers.RESTRICTED);
    }

    @Test
    void fault_2_an_event_before_the_answer_to_the_opening_finds_the_store() {
        sellers.stripe.outage(Fault.TIMEOUT_AFTER_EFFECT, 1, Duration.ofSeconds(2));
        assertThat(sellers.onboard().status()).isEqualTo(503);
        String account = sellers.stripe.accounts().getFirst().id();
        assertThat(sellers.take(sellers.changed(account, "v2.core.account.created")))
                .isEmpty();
        assertThat(sellers.state()).isEqualTo("pending");
        assertThat(sellers.onboard().status()).isEqualTo(200);
        assertThat(sellers.stripe.accounts()).hasSize(1);
    }

    @Test
    void when_stripe_cannot_be_asked_the_event_stays_on_the_queue() {
        String account = sellers.onboarded();
        sellers.stripe.fillInAccount(account, OnboardingForm.accepted());
        sellers.stripe.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);
        String event = sellers.changed(account);
        assertThat(sellers.take(event)).hasSize(1);
        assertThat(sellers.take(event)).isEmpty();
        assertThat(sellers.state()).isEqualTo("active");
    }

    @Test
    void events_of_accounts_and_things_that_are_not_ours_are_let_go() {
        assertThat(sellers.take(sellers.changed("acct_of_somebody"))).isEmpty();
        assertThat(sellers.take(sellers.changed("acct_x").replace("\"v2.core.account\"", "\"v2.billing.meter\"")))
                .isEmpty();
        assertThat(sellers.take(sellers.payout("acct_x", "evt_1", "payout.failed", sellers.clock.instant())))
                .isEmpty();
        assertThat(sellers.take(sellers.payout("acct_x", "evt_2", "payout.created", sellers.clock.instant())))
                .isEmpty();
        assertThat(sellers.emails()).isEmpty();
    }

    @Test
    void a_failed_payout_is_shown_and_told_once_until_one_arrives() {
        String account = active();
        Instant failed = sellers.clock.instant();
        AtOnce.by(5, _ -> sellers.take(sellers.payout(account, "evt_1", "payout.failed", failed)))
                .forEach(failures -> assertThat(failures).isEmpty());
        assertThat(sellers.account(Sellers.SELLER).text("payout_problem", "code"))
                .isEqualTo("account_closed");
        assertThat(sellers.state()).isEqualTo("active");
        assertThat(sellers.emails())
                .extracting(mail -> mail.path("problem").asString() + " "
                        + mail.path("detail").asString())
                .containsExactly("PAYOUT_FAILED account_closed");

        sellers.take(sellers.payout(account, "evt_2", "payout.paid", failed.plusSeconds(60)));
        assertThat(sellers.account(Sellers.SELLER).json().has("payout_problem")).isFalse();
        sellers.take(sellers.payout(account, "evt_0", "payout.failed", failed.minusSeconds(60)));
        assertThat(sellers.account(Sellers.SELLER).json().has("payout_problem")).isFalse();
    }

    @Test
    void fault_15_forged_old_and_future_signatures_change_nothing() {
        String account = sellers.onboarded();
        sellers.stripe.fillInAccount(account, OnboardingForm.accepted());
        String body = sellers.changed(account);
        Instant now = sellers.clock.instant();
        for (Map<String, String> attributes : List.of(
                Map.<String, String>of(),
                Map.of("Stripe-Signature", "t=abc,v1=00"),
                Map.of("Stripe-Signature", "t=99999999999999999999,v1=00"),
                Map.of("Stripe-Signature", "t=" + now.getEpochSecond()),
                Map.of("Stripe-Signature", "t=" + now.getEpochSecond() + ",v1=zz"),
                Sellers.signed(body, "whsec_forged", now),
                Sellers.signed(body + " ", Sellers.SECRET, now),
                Sellers.signed(body, Sellers.SECRET, now.minus(Duration.ofMinutes(6))),
                Sellers.signed(body, Sellers.SECRET, now.plus(Duration.ofMinutes(6))))) {
            assertThat(sellers.take(body, attributes)).as(attributes.toString()).hasSize(1);
        }
        assertThat(sellers.state()).isEqualTo("pending");
        assertThat(sellers.take(body, Sellers.signed(body, Sellers.NEXT_SECRET, now)))
                .as("both secrets are good while one replaces the other")
                .isEmpty();
        assertThat(sellers.state()).isEqualTo("active");
    }

    @Test
    void what_cannot_be_read_is_left_to_the_dead_letters() {
        String account = sellers.onboarded();
        Instant now = sellers.clock.instant();
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{\"id\": \"evt_1\", \"object\": \"event\"}",
                "{\"id\": \"evt_1\", \"type\": \"payout.failed\", \"object\": \"something\"}",
                sellers.changed(account).replace("\"" + account + "\"", "7"),
                sellers.payout(account, "evt_1", "payout.failed", now).replace("2026-07-29.dahlia", "2020-08-27"),
                sellers.payout(account, "evt_1", "payout.failed", now)
                        .replace("\"created\": " + now.getEpochSecond(), "\"created\": null"))) {
            assertThat(sellers.take(body)).as(body).hasSize(1);
        }
        assertThat(sellers.account(Sellers.SELLER).json().has("payout_problem")).isFalse();
        assertThat(sellers.emails()).isEmpty();
    }

    @Test
    void fault_17_a_mail_that_could_not_be_queued_is_sent_by_the_sweeper() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, null);
        sellers.sqs.stopListening();
        assertThat(sellers.take(sellers.changed(account))).isEmpty();
        sellers.sqs.startListening();
        assertThat(sellers.emails()).isEmpty();
        sellers.sweep();
        assertThat(sellers.emails()).hasSize(1);
    }

    @Test
    void what_a_seller_finds_out_by_asking_again_is_written_to_them_too() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, null);
        assertThat(sellers.onboard().text("payout_account", "state")).isEqualTo("restricted");
        sellers.sweep();
        assertThat(sellers.emails()).hasSize(1);
    }

    @Test
    void no_log_line_names_the_seller() {
        String account = active();
        sellers.stripe.setTransfers(account, TransfersStatus.RESTRICTED, null);
        sellers.take(sellers.changed(account));
        assertThat(sellers.logged.toString(StandardCharsets.UTF_8))
                .contains("account_event.taken")
                .doesNotContain("seller@example.com");
    }

    private String active() {
        String account = sellers.onboarded();
        sellers.stripe.fillInAccount(account, OnboardingForm.accepted());
        sellers.take(sellers.changed(account));
        assertThat(sellers.state()).isEqualTo("active");
        return account;
    }

    private static AccountState state(String account, Transfers transfers) {
        return new AccountState(account, Optional.empty(), transfers, List.of());
    }
}
