package dev.souk.purchases.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.souk.lambda.id.IdSource;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.PaidMarket;
import dev.souk.purchases.ReconcilerHandler;
import dev.souk.purchases.UnpaidOrders;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.test.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
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
    void fault_7_an_event_that_never_came_is_found_by_the_reconciler() {
        Order order = market.anOrder();
        market.pay(order);
        reconcile();
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.market.count("purchases")).isEqualTo(1);
        assertThat(market.market.emails()).hasSize(2);

        // The next run looks at the payment itself, and hears what Stripe took for it.
        reconcile();
        long postings = market.market.count("ledger_transactions");
        reconcile();
        assertThat(market.market.count("ledger_transactions")).isEqualTo(postings);
        assertThat(market.market.emails()).isEmpty();
        assertThat(market.market.count("findings")).isZero();
    }

    @Test
    void fault_6_three_days_down_and_every_order_converges_once_we_are_back() {
        Order paid = market.anOrder();
        Order refunded = market.anOrder();
        Order partly = market.anOrder();
        Order disputed = market.anOrder();
        Order debited = market.anOrder();
        Order unpaid = market.anOrder();
        market.pay(paid);
        market.pay(refunded);
        market.pay(partly);
        market.pay(disputed);
        market.pay(PaidMarket.session(debited), PaymentForm.bankDebit(true));
        market.stripe.advance(Duration.ofHours(30));
        refund(refunded, null);
        refund(partly, 250L);
        market.stripe.money().openDispute(intent(disputed), null, "fraudulent");
        market.stripe.settle(PaidMarket.session(debited), true);
        market.stripe.advance(Duration.ofHours(41));

        reconcile();
        assertThat(market.market.stateOf(paid)).isEqualTo(OrderState.PAID);
        assertThat(market.market.stateOf(refunded)).isEqualTo(OrderState.REFUNDED);
        assertThat(market.market.stateOf(partly)).isEqualTo(OrderState.PARTIALLY_REFUNDED);
        assertThat(market.market.stateOf(disputed)).isEqualTo(OrderState.DISPUTED);
        assertThat(market.market.stateOf(debited)).isEqualTo(OrderState.PAID);
        assertThat(market.market.stateOf(unpaid)).isEqualTo(OrderState.EXPIRED);
        assertThat(market.market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(3);
        assertThat(market.market.count("findings")).isZero();
        assertThat(
                        market.market.count(
                                "(SELECT transaction_id FROM ledger_entries GROUP BY transaction_id HAVING SUM(amount) <> 0) t"))
                .isZero();
    }

    @Test
    void fault_14_a_payment_on_an_order_that_has_ended_here_is_fulfilled() {
        Order order = market.anOrder();
        market.pay(order);
        market.market.database.transaction(tx -> UnpaidOrders.close(tx, order.id(), OrderState.EXPIRED));
        reconcile();
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.market.count("purchases")).isEqualTo(1);
    }

    @Test
    void fault_16_a_paid_page_is_found_although_Stripe_tells_of_it_in_events_that_we_do_not_act_on() {
        Order order = market.anOrder();
        market.pay(order);
        market.stripe
                .events()
                .forEach(log -> market.market.database.update(
                        "INSERT INTO payment_events (event_id, type, recorded_at) VALUES (?, 'a.type', ?)",
                        log.event().id(),
                        Instant.now()));
        reconcile();
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void a_refund_that_was_heard_of_in_vain_is_repaired_by_looking_at_the_payment() {
        Order order = market.anOrder();
        market.pay(order);
        refund(order, null);
        market.stripe.events().stream()
                .filter(log -> !log.event().type().startsWith("checkout"))
                .forEach(log -> market.market.database.update(
                        "INSERT INTO payment_events (event_id, type, recorded_at) VALUES (?, 'a.type', ?)",
                        log.event().id(),
                        Instant.now()));
        reconcile();
        reconcile();
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.REFUNDED);
    }

    @Test
    void money_for_an_order_that_we_do_not_have_is_found_once_and_is_well_when_people_gave_it_back() {
        Order order = market.anOrder();
        market.pay(order);
        market.market.database.update("DELETE FROM order_lines");
        market.market.database.update("DELETE FROM orders");
        reconcile();
        reconcile();
        assertThat(openFindings()).containsExactly("payment_fits_no_order " + intent(order));
        assertThat(alarms()).isEqualTo(1);

        refund(order, null);
        reconcile();
        assertThat(openFindings()).isEmpty();
        assertThat(market.market.count("findings WHERE resolved_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void money_of_another_amount_than_the_order_asks_for_is_found_and_nothing_is_given() {
        Order order = market.anOrder();
        market.pay(order);
        market.market.database.update("UPDATE order_lines SET price_amount = 1251");
        reconcile();
        assertThat(openFindings()).containsExactly("payment_fits_no_order " + intent(order));
        assertThat(market.market.count("purchases")).isZero();

        market.market.database.update("UPDATE order_lines SET price_amount = 1250");
        reconcile();
        assertThat(openFindings()).isEmpty();
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void a_payment_that_Stripe_does_not_know_is_found_and_so_is_one_of_another_amount() {
        Order order = market.anOrder();
        market.pay(order);
        reconcile();
        market.market.database.update("UPDATE charges SET amount = 1");
        market.market.database.update("""
                INSERT INTO charges (payment_intent, order_id, role, amount, currency, recorded_at)
                VALUES ('pi_nobodys', ?, 'surplus', 1, 'USD', ?)
                """, IdSource.uuidV7(Clock.systemUTC()).next(), market.stripesClock.instant());
        reconcile();
        assertThat(openFindings())
                .containsExactlyInAnyOrder("amount_differs " + intent(order), "payment_unknown_at_stripe pi_nobodys");

        market.market.database.update("DELETE FROM charges WHERE payment_intent = 'pi_nobodys'");
        market.market.database.update("UPDATE charges SET amount = 1250");
        reconcile();
        assertThat(openFindings()).isEmpty();
    }

    @Test
    void a_ledger_that_says_otherwise_than_Stripes_books_is_found() {
        Order order = market.anOrder();
        market.pay(order);
        reconcile();
        market.market.database.update(
                "UPDATE ledger_entries SET amount = amount + 1 WHERE account = 'platform_cash' AND amount > 0");
        reconcile();
        assertThat(openFindings()).containsExactly("ledger_differs " + intent(order));
        assertThat(alarms()).isEqualTo(1);
        market.market.database.update(
                "UPDATE ledger_entries SET amount = amount - 1 WHERE account = 'platform_cash' AND amount > 0");
        reconcile();
        assertThat(openFindings()).isEmpty();
    }

    @Test
    void a_run_that_has_no_more_time_is_gone_on_with_where_it_stopped() {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Order order = market.anOrder();
            market.pay(order);
            orders.add(order);
        }
        reconcile(steps(4));
        assertThat(paid(orders)).isBetween(1L, 5L);
        assertThat(market.market.count("reconciliations WHERE under_way = 1 AND position IS NOT NULL"))
                .isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            reconcile(steps(4));
        }
        assertThat(paid(orders)).isEqualTo(6);
        assertThat(market.market.count("reconciliations WHERE finished_at IS NOT NULL"))
                .as("all three comparisons were through")
                .isEqualTo(3);
        assertThat(market.market.count("purchases")).isEqualTo(6);
    }

    @Test
    void fault_11_when_Stripe_has_no_time_for_us_the_next_run_goes_on() {
        Order one = market.anOrder();
        Order two = market.anOrder();
        market.pay(one);
        market.pay(two);
        market.stripe.outage(Fault.RATE_LIMITED, 1, Duration.ZERO);
        reconcile();
        assertThat(market.logged()).contains("\"event\":\"reconciler.stopped\"");
        assertThat(paid(List.of(one, two))).isZero();
        reconcile();
        assertThat(paid(List.of(one, two))).isEqualTo(2);
    }

    @Test
    void fault_31_what_Stripe_dates_ten_minutes_before_our_time_is_seen_by_the_next_run() {
        Order order = market.anOrder();
        market.pay(order);
        reconcile();
        market.stripe.advance(Duration.ofHours(5));
        reconcile(new FakeContext(), Duration.ofMinutes(10));
        market.stripe.advance(Duration.ofMinutes(1));
        refund(order, null);
        market.stripe.advance(Duration.ofHours(1));
        reconcile(new FakeContext(), Duration.ofMinutes(10));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.REFUNDED);
    }

    @Test
    void what_happened_just_now_is_left_to_the_webhooks_that_are_on_their_way() {
        Order order = market.anOrder();
        market.pay(order);
        reconcile(new FakeContext(), Duration.ofMinutes(1));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        reconcile(new FakeContext(), Duration.ofMinutes(6));
        assertThat(market.market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    private void reconcile() {
        reconcile(new FakeContext());
    }

    /** Once the webhooks have had their time. */
    private void reconcile(Context context) {
        market.stripe.advance(Duration.ofMinutes(6));
        reconcile(context, Duration.ZERO);
    }

    private void reconcile(Context context, Duration ahead) {
        new ReconcilerHandler(market.market.runtime(market.after(ahead)))
                .handleRequest(InputStream.nullInputStream(), new ByteArrayOutputStream(), context);
    }

    /** Time for so many steps. */
    private static Context steps(int most) {
        AtomicInteger left = new AtomicInteger(most);
        Context plenty = new FakeContext();
        return (Context) Proxy.newProxyInstance(
                ReconcilerTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, arguments) -> method.getName().equals("getRemainingTimeInMillis")
                        ? left.getAndDecrement() > 0 ? 29_000 : 0
                        : method.invoke(plenty, arguments));
    }

    private void refund(Order order, @Nullable Long amount) {
        market.stripe.money().refundFromDashboard(intent(order), amount);
    }

    private String intent(Order order) {
        return market.intentOf(PaidMarket.session(order));
    }

    private long paid(List<Order> orders) {
        return orders.stream()
                .filter(order -> market.market.stateOf(order) == OrderState.PAID)
                .count();
    }

    private List<String> openFindings() {
        return market.market.database.query(
                "SELECT kind, reference FROM findings WHERE resolved_at IS NULL ORDER BY id",
                row -> row.text("kind") + " " + row.text("reference"));
    }

    private long alarms() {
        return market.logged()
                .lines()
                .filter(line -> line.contains("\"event\":\"reconciler.finding\""))
                .count();
    }
}
