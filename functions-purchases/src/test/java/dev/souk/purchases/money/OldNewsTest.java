package dev.souk.purchases.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.outbox.SellerEvents;
import dev.souk.model.OrderId;
import dev.souk.purchases.Fulfilment;
import dev.souk.purchases.Market;
import dev.souk.purchases.OrderMails;
import dev.souk.purchases.OrderNews;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Receipts;
import dev.souk.purchases.SellerNews;
import dev.souk.purchases.StripeSettings;
import dev.souk.purchases.Till;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FAULT 5 within one worker: what Stripe said is written down after something newer was. */
class OldNewsTest {
    private Market market;
    private Till till;
    private OrderId order;
    private PaymentRecords records;
    private Settlement settlement;

    @BeforeEach
    void open() {
        market = new Market();
        till = new Till(market);
        order = till.paidOrder(market.aProduct("A book", 1000));
        records = new StripePaymentRecords(new StripeCalls(new StripeSettings(
                new Secret(till.stripe.secretKey()), Optional.of(till.stripe.baseUrl()), Duration.ofSeconds(5))));
        IdSource ids = IdSource.uuidV7(till.clock);
        Outbox outbox = new Outbox(
                "purchases_outbox",
                market.database,
                (_, messages) -> {
                    Set<UUID> taken = new HashSet<>();
                    messages.forEach(message -> taken.add(message.id()));
                    return taken;
                },
                till.clock,
                Log.of("purchases"));
        OrderMails mails = new OrderMails(outbox);
        OrderNews news = new OrderNews(outbox, ids);
        SellerNews sellers = new SellerNews(new SellerEvents(outbox, ids));
        TransferBooks transfers = new TransferBooks(ids);
        RefundBooks refunds = new RefundBooks(transfers, ids);
        settlement = new Settlement(
                new Fulfilment(
                        mails, news, sellers, new Sales(ids, Duration.ZERO), new Receipts(market.links(), ids), ids, 5),
                refunds,
                new DisputeBooks(refunds, transfers, mails, sellers, ids),
                new Standing(DisputeAccess.SUSPEND),
                new RefundLetters(mails, market.links(), ids),
                news,
                sellers,
                ids);
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void a_look_from_before_a_refund_takes_nothing_of_it_back() {
        PaymentFacts before = look();
        till.stripe.money().refundFromDashboard(till.intent(order), null);
        PaymentFacts after = look();
        tell(after);
        tell(before);
        tell(after);

        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(1);
        assertThat(market.count("ledger_transactions WHERE kind = 'refund'")).isEqualTo(1);
    }

    @Test
    void a_look_from_when_a_dispute_was_open_does_not_open_it_again() {
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        PaymentFacts open = look();
        till.stripe.money().decideDispute(dispute, true);
        PaymentFacts won = look();
        for (PaymentFacts facts : List.of(won, open, won, open)) {
            tell(facts);
            assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        }
        assertThat(till.balance("dispute_losses")).isZero();
        assertThat(market.count("disputes WHERE stage = 'won'")).isEqualTo(1);
    }

    @Test
    void a_look_from_before_a_refund_failed_does_not_make_it_again() {
        String refund = till.stripe
                .money()
                .refundFromDashboard(till.intent(order), null)
                .id();
        PaymentFacts made = look();
        till.stripe.money().settleRefund(refund, false);
        PaymentFacts failed = look();
        for (PaymentFacts facts : List.of(made, failed, made)) {
            tell(facts);
        }
        assertThat(failed.refunds().getFirst().failed()).isTrue();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
    }

    private PaymentFacts look() {
        return records.find(till.intent(order), false).orElseThrow();
    }

    private void tell(PaymentFacts facts) {
        market.database.transaction(tx -> settlement.stands(tx, facts, till.clock.instant()));
    }
}
