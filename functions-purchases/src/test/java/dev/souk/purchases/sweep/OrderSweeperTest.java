package dev.souk.purchases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.model.DiscountId;
import dev.souk.purchases.DiscountUses;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.OrderSweeperHandler;
import dev.souk.purchases.PaidMarket;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.PurchasesSweeperHandler;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderSweeperTest {
    /** An order is looked at a day after it was placed, and then some. */
    private static final Duration LATER = Duration.ofHours(24).plusMinutes(20);

    private static final DiscountId DISCOUNT = new DiscountId(UUID.randomUUID());

    private PaidMarket market;

    @BeforeEach
    void open() {
        market = new PaidMarket();
    }

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void a_page_that_is_owed_is_asked_for_again_and_not_before_its_time() {
        Order order = market.market.anOrder(market.market.aProduct("A book", PaidMarket.PRICE), PaidMarket.PRICE);
        market.market.database.update(
                "UPDATE orders SET page_due_at = ? WHERE id = ?",
                market.stripesClock.instant().plus(Duration.ofMinutes(5)),
                order.id());
        sweep(Duration.ofMinutes(4));
        assertThat(market.market.taken("order-requests")).isEmpty();

        sweep(Duration.ofMinutes(6));
        assertThat(market.market.taken("order-requests"))
                .containsExactly("{\"order\":\"" + order.id().text() + "\"}");
        sweep(Duration.ofMinutes(6));
        assertThat(market.market.taken("order-requests"))
                .as("one request at a time")
                .isEmpty();
    }

    @Test
    void fault_13_an_expired_session_gives_the_discount_use_back_once() {
        Order order = market.anOrder();
        reserve(order);
        market.stripe.advance(LATER);

        sweep(Duration.ZERO);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
        assertThat(market.market.count("discount_counts WHERE taken = 0")).isEqualTo(2);
        assertThat(market.market.count("discount_uses WHERE state = 'returned'"))
                .isEqualTo(1);

        sweep(Duration.ofDays(2));
        assertThat(market.market.count("discount_counts WHERE taken = 0")).isEqualTo(2);
        assertThat(market.market.count("orders WHERE expiry_due_at IS NOT NULL"))
                .as("nothing is due")
                .isZero();
    }

    @Test
    void fault_13_a_use_that_was_paid_with_stays_used() {
        Order order = market.anOrder();
        reserve(order);
        market.pay(order);
        market.stripe.advance(LATER);
        sweep(Duration.ZERO);
        assertThat(market.market.count("discount_counts WHERE taken = 1")).isEqualTo(2);
        assertThat(market.market.count("discount_uses WHERE state = 'used'")).isEqualTo(1);
    }

    @Test
    void fault_7_a_payment_that_nobody_told_us_of_is_taken_before_the_order_ends() {
        Order order = market.anOrder();
        market.pay(order);
        market.stripe.advance(LATER);
        sweep(Duration.ZERO);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.market.count("purchases")).isEqualTo(1);
        assertThat(market.market.emails()).hasSize(2);
    }

    @Test
    void a_page_that_is_still_open_is_ended_at_Stripe_before_the_order_ends_here() {
        Order order = market.anOrder();
        sweep(LATER);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
        assertThat(market.stripe.sessions().getFirst().status()).isEqualTo(CheckoutSession.Status.EXPIRED);
    }

    @Test
    void fault_14_a_payment_in_the_moment_in_which_the_page_is_ended_is_taken() {
        Order order = market.anOrder();
        market.stripe.outage(
                Fault.SERVER_ERROR,
                call -> {
                    if (call.path().endsWith("/expire")) {
                        market.pay(order);
                    }
                    return false;
                },
                1,
                Duration.ZERO);
        sweep(LATER);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.market.count("purchases")).isEqualTo(1);
    }

    @Test
    void fault_31_a_page_that_can_still_be_paid_is_left_alone_by_a_clock_that_is_ten_minutes_ahead() {
        Order order = market.anOrder();
        Instant end = order.page().orElseThrow().expiresAt();
        market.market.database.update("UPDATE orders SET expiry_due_at = ?", end);
        market.stripe.advance(Duration.between(market.stripesClock.instant(), end.minus(Duration.ofMinutes(5))));

        sweep(Duration.ofMinutes(10));
        market.market.database.update("UPDATE orders SET expiry_due_at = ?", end.minus(Duration.ofHours(1)));
        sweep(Duration.ofMinutes(10));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);

        market.pay(order);
        sweep(Duration.ofHours(1));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void fault_31_a_clock_that_is_ten_minutes_behind_only_ends_the_order_later() {
        Order order = market.anOrder();
        market.stripe.advance(Duration.ofHours(24).plusMinutes(16));
        sweep(Duration.ofMinutes(-10));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        sweep(Duration.ZERO);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
    }

    @Test
    void fault_8_a_page_whose_answer_was_lost_is_found_at_Stripe_and_its_payment_taken() {
        Order order = market.market.anOrder(market.market.aProduct("A book", PaidMarket.PRICE), PaidMarket.PRICE);
        Order other = market.market.anOrder(market.market.aProduct("A book", PaidMarket.PRICE), PaidMarket.PRICE);
        PaymentPage lost = market.pageAtStripe(order);
        PaymentPage others = market.pageAtStripe(other);
        market.pay(lost.session(), PaymentForm.card("4242424242424242"));

        sweep(LATER);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.market.stateOf(other)).isEqualTo(OrderState.EXPIRED);
        assertThat(market.stripe.sessions())
                .filteredOn(session -> session.id().equals(others.session()))
                .extracting(CheckoutSession::status)
                .containsExactly(CheckoutSession.Status.EXPIRED);
    }

    @Test
    void an_order_that_never_had_a_page_ends() {
        Order order = market.market.anOrder(market.market.aProduct("A book", PaidMarket.PRICE), PaidMarket.PRICE);
        sweep(LATER);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
        assertThat(market.market.taken("live-updates")).containsExactly("{\"order\":\"" + order.id() + "\"}");
    }

    @Test
    void fault_12_a_payment_that_takes_days_is_waited_for_a_day_at_a_time() {
        Order paid = market.anOrder();
        Order failed = market.anOrder();
        market.pay(PaidMarket.session(paid), PaymentForm.bankDebit(true));
        market.pay(PaidMarket.session(failed), PaymentForm.bankDebit(false));
        market.stripe.advance(LATER);
        sweep(Duration.ZERO);
        assertThat(market.market.count("orders WHERE state = 'awaiting_payment'"))
                .isEqualTo(2);

        market.stripe.settle(PaidMarket.session(paid), true);
        market.stripe.settle(PaidMarket.session(failed), false);
        sweep(Duration.ofHours(2));
        assertThat(market.market.count("orders WHERE state = 'awaiting_payment'"))
                .as("it is not asked for all the time")
                .isEqualTo(2);
        sweep(Duration.ofHours(25));
        assertThat(market.market.stateOf(paid)).isEqualTo(OrderState.PAID);
        assertThat(market.market.stateOf(failed)).isEqualTo(OrderState.FAILED);
    }

    @Test
    void fault_11_while_Stripe_cannot_be_asked_nothing_ends_and_it_is_asked_less_and_less_often() {
        Order order = market.anOrder();
        market.stripe.advance(LATER);
        market.stripe.outage(Fault.SERVER_ERROR, 2, Duration.ZERO);
        sweep(Duration.ZERO);
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        sweep(Duration.ofMinutes(4));
        assertThat(market.stripe.outagesAhead()).as("too early").isEqualTo(1);
        sweep(Duration.ofMinutes(6));
        assertThat(market.stripe.outagesAhead()).isZero();
        sweep(Duration.ofMinutes(14));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        sweep(Duration.ofMinutes(17));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
    }

    @Test
    void old_keys_messages_and_events_go_and_what_may_be_needed_stays() {
        Instant now = Instant.now();
        key(now.minus(Duration.ofHours(49)));
        key(now.minus(Duration.ofHours(47)));
        message(now.minus(Duration.ofDays(8)));
        message(now.minus(Duration.ofDays(6)));
        market.market.database.update(
                "INSERT INTO purchases_outbox (id, queue, body, created_at, due_at) VALUES (?, 'emails', '{}', ?, ?)",
                UUID.randomUUID(),
                now.minus(Duration.ofDays(90)),
                now);
        event("evt_old", now.minus(Duration.ofDays(61)));
        event("evt_new", now.minus(Duration.ofDays(59)));

        PaidMarket.call(new PurchasesSweeperHandler(
                Environment.of(market.market.variables), Clock.systemUTC(), Log.of("purchases-sweeper")));

        assertThat(market.market.count("purchases_idempotency_keys")).isEqualTo(1);
        assertThat(market.market.count("purchases_outbox WHERE sent_at IS NULL"))
                .isEqualTo(1);
        assertThat(market.market.count("purchases_outbox")).isEqualTo(2);
        assertThat(market.market.count("payment_events WHERE event_id = 'evt_new'"))
                .isEqualTo(1);
        assertThat(market.market.count("payment_events")).isEqualTo(1);
    }

    private void sweep(Duration ahead) {
        PaidMarket.call(new OrderSweeperHandler(market.market.runtime(market.after(ahead))));
    }

    private void reserve(Order order) {
        market.market.database.update("UPDATE orders SET discount_id = ? WHERE id = ?", DISCOUNT, order.id());
        DiscountUses.Outcome outcome = market.market.database.transaction(tx -> DiscountUses.in(tx)
                .reserve(
                        order.id(),
                        DISCOUNT,
                        new byte[] {
                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                            26, 27, 28, 29, 30, 31, 32
                        },
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        Instant.now()));
        assertThat(outcome).isEqualTo(DiscountUses.Outcome.RESERVED);
    }

    private void key(Instant at) {
        market.market.database.update("""
                INSERT INTO purchases_idempotency_keys (scope, key_hash, fingerprint, resource_id, locked_until, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """, new byte[32], hash(), new byte[32], UUID.randomUUID(), at, at);
    }

    private static byte[] hash() {
        byte[] hash = new byte[32];
        System.arraycopy(
                UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, hash, 0, 32);
        return hash;
    }

    private void message(Instant sent) {
        market.market.database.update(
                "INSERT INTO purchases_outbox (id, queue, created_at, sent_at) VALUES (?, 'emails', ?, ?)",
                UUID.randomUUID(),
                sent,
                sent);
    }

    private void event(String id, Instant at) {
        market.market.database.update(
                "INSERT INTO payment_events (event_id, type, recorded_at) VALUES (?, 'a.type', ?)", id, at);
    }
}
