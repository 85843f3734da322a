package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferReversalCreateParams;
import dev.souk.stripe.standin.control.EventLog;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    private Path folder;

    private Options kept() {
        return Options.inMemory().withRequestsPerSecond(0).withFolder(folder);
    }

    @Test
    void what_was_there_is_there_after_a_restart() throws StripeException {
        String open;
        String paid;
        String secret;
        try (Shop before = Shop.open(kept())) {
            open = before.stripe
                    .v1()
                    .checkout()
                    .sessions()
                    .create(Shop.order("ord_1").build(), Shop.key("k1"))
                    .getId();
            paid = before.session().getId();
            before.standIn.pay(paid, PaymentForm.card("4242424242424242"));
            secret = before.standIn.webhookSecret();
            Eventually.until(() -> before.standIn.events().stream().allMatch(EventLog::delivered));
        }
        try (Shop after = Shop.open(kept())) {
            Session again = after.stripe
                    .v1()
                    .checkout()
                    .sessions()
                    .create(Shop.order("ord_1").build(), Shop.key("k1"));
            assertThat(again.getId()).isEqualTo(open);
            assertThat(after.stripe.v1().checkout().sessions().retrieve(open).getUrl())
                    .startsWith(after.standIn.baseUrl().toString());
            assertThat(after.stripe.v1().checkout().sessions().retrieve(paid).getPaymentStatus())
                    .isEqualTo("paid");
            assertThat(after.standIn.webhookSecret()).isEqualTo(secret);
            assertThat(after.standIn.events()).hasSize(4).allMatch(EventLog::delivered);
            assertThat(after.sink.drain()).isEmpty();
        }
    }

    @Test
    void money_that_moved_has_moved_after_a_restart_too() throws StripeException {
        String charge;
        String transfer;
        String dispute;
        try (Shop before = Shop.open(kept())) {
            charge = before.paid().getId();
            before.standIn.money().refundFromDashboard(charge, 250L);
            dispute = before.standIn.money().openDispute(charge, 500L, "fraudulent");
            transfer = before.stripe
                    .v1()
                    .transfers()
                    .create(TransferCreateParams.builder()
                            .setAmount(700L)
                            .setCurrency("usd")
                            .setDestination("acct_1")
                            .setSourceTransaction(charge)
                            .build())
                    .getId();
        }
        try (Shop after = Shop.open(kept())) {
            assertThat(after.charge(charge).getAmountRefunded()).isEqualTo(250);
            assertThat(after.charge(charge).getRefunds().getData()).hasSize(1);
            assertThat(after.charge(charge).getBalanceTransactionObject().getNet())
                    .isEqualTo(1184);
            assertThat(after.standIn.money().balanceOf("acct_1", "usd")).isEqualTo(700);
            assertThat(after.standIn.money().decideDispute(dispute, true)).isTrue();
            assertThat(after.stripe
                            .v1()
                            .transfers()
                            .reversals()
                            .create(
                                    transfer,
                                    TransferReversalCreateParams.builder().build())
                            .getAmount())
                    .isEqualTo(700);
        }
    }

    @Test
    void a_journal_of_before_there_was_money_is_read() throws StripeException, IOException {
        String charge;
        try (Shop before = Shop.open(kept())) {
            charge = before.paid().getId();
        }
        Path journal = folder.resolve("journal.jsonl");
        String text = Files.readString(journal);
        Files.writeString(
                journal,
                text.replaceAll(",\"refunded\":0,\"transferred\":0,\"dispute\":null", "")
                        .replaceAll(",\"tax\":0,\"taxIncluded\":false,\"taxBehavior\":null", "")
                        .replaceAll(",\"automaticTax\":false", ""));
        assertThat(journal).content().doesNotContain("transferred").doesNotContain("automaticTax");
        try (Shop after = Shop.open(kept())) {
            assertThat(after.charge(charge).getAmountRefunded()).isZero();
        }
    }

    @Test
    void after_a_crash_the_undelivered_is_delivered_and_half_a_line_forgotten(@TempDir Path afterCrash)
            throws Exception {
        Path journal = folder.resolve("journal.jsonl");
        try (Shop crashing = Shop.open(kept())) {
            crashing.standIn.pauseWebhooks();
            Session session = crashing.session();
            crashing.standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));
            // What a killed process leaves: its journal as it stands, here with a line it did not finish.
            Files.copy(journal, afterCrash.resolve("journal.jsonl"));
        }
        Files.writeString(afterCrash.resolve("journal.jsonl"), "[[\"Event\",\"evt_ha", StandardOpenOption.APPEND);
        try (Shop after = Shop.open(kept().withFolder(afterCrash))) {
            after.sink.next("checkout.session.completed");
            Eventually.until(() -> after.standIn.events().stream().allMatch(EventLog::delivered));
        }
    }

    @Test
    void a_session_that_expired_while_nothing_ran_expires_at_the_start() throws StripeException {
        try (Shop before = Shop.open(kept())) {
            before.session();
        }
        VirtualClock later = VirtualClock.startingAt(Shop.NOON.plus(Duration.ofDays(2)));
        try (WebhookSink sink = new WebhookSink();
                StripeStandIn after =
                        StripeStandIn.start(kept().withClock(later).withWebhook(sink.url()))) {
            sink.next("checkout.session.expired");
            assertThat(after.events()).hasSize(1);
        }
    }

    @Test
    void a_folder_is_for_one_stand_in_at_a_time() {
        try (Shop first = Shop.open(kept())) {
            assertThat(first.standIn.sessions()).isEmpty();
            assertThatThrownBy(() -> StripeStandIn.start(kept()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already uses");
        }
    }

    @Test
    void a_journal_that_cannot_be_read_is_named_rather_than_thrown_away() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), "nonsense\n[]\n");

        assertThatThrownBy(() -> StripeStandIn.start(kept()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal.jsonl line 1");
        assertThat(folder.resolve("journal.jsonl")).hasContent("nonsense\n[]\n");
    }

    @Test
    void a_port_that_is_taken_gives_way_to_the_next() {
        try (StripeStandIn first = StripeStandIn.start(Options.inMemory());
                StripeStandIn second = StripeStandIn.start(
                        Options.inMemory().withPreferredPort(first.baseUrl().getPort()))) {
            assertThat(second.baseUrl().getPort()).isGreaterThan(first.baseUrl().getPort());
        }
    }
}
