package dev.souk.purchases.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.Market;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Till;
import dev.souk.purchases.Till.Webhook;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.test.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private Market market;
    private Till till;
    private ProductId book;

    @BeforeEach
    void open() {
        market = new Market();
        till = new Till(market);
        book = market.aProduct("A book", 1000);
    }

    @AfterEach
    void close() {
        long off = market.count(
                "(SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, currency HAVING SUM(amount) <> 0) x");
        till.close();
        assertThat(off).as("transactions that do not sum to zero").isZero();
    }

    @Test
    void a_sale_is_split_between_the_seller_and_the_platform_and_paid_on() {
        OrderId order = till.paidOrder(book);
        assertThat(till.balance("platform_cash")).isEqualTo(1000);
        assertThat(till.balance("seller_payable")).isEqualTo(-900);
        assertThat(till.balance("platform_revenue")).isEqualTo(-100);

        till.settle();
        till.settle();

        // Stripe keeps 2.9 % and 30 of it.
        assertThat(till.balance("stripe_fees")).isEqualTo(59);
        assertThat(till.balance("platform_cash")).isEqualTo(1000 - 59 - 900);
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(900);
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(900);
        assertThat(market.count("transfers WHERE state = 'sent'")).isEqualTo(1);
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void a_cart_of_two_sellers_pays_each_their_own() {
        UserId other = UserId.of("https://issuer.example", "other");
        StoreId shop = market.anotherStore("other-shop", other);
        ProductId song = market.aProduct(shop, other, "A song", new Money(500, Currency.USD));
        till.paidOrder(book, song);
        till.settle();
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(900);
        assertThat(till.stripe.money().balanceOf(Market.account(shop), "usd")).isEqualTo(500);
        assertThat(till.balance("seller_payable")).isZero();
    }

    @Test
    void fault_38_a_seller_who_is_cut_off_is_paid_once_that_is_over() {
        till.paidOrder(book);
        market.canBePaid(market.store, false);
        till.settle();
        assertThat(till.balance("seller_payable")).isEqualTo(-900);

        market.canBePaid(market.store, true);
        till.clock.advance(Duration.ofHours(2));
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(900);
    }

    @Test
    void a_refund_from_the_dashboard_takes_back_access_share_and_fee() {
        OrderId order = till.paidOrder(book);
        till.settle();
        market.emails();
        till.stripe.money().refundFromDashboard(till.intent(order), null);
        assertThat(till.deliver()).isEmpty();

        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(1);
        assertThat(till.balance("seller_payable")).isEqualTo(900);
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.balance("platform_cash")).isEqualTo(-59);
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isZero();
        assertThat(market.emails()).singleElement().satisfies(mail -> {
            assertThat(mail.path("kind").asString()).isEqualTo("refund_notice");
            assertThat(mail.path("access_ended").asBoolean()).isTrue();
        });
    }

    @Test
    void parts_of_an_order_go_back_in_proportion_to_the_last_unit() {
        ProductId song = market.aProduct("A song", 333);
        OrderId order = till.paidOrder(book, song);
        till.settle();
        till.stripe.money().refundFromDashboard(till.intent(order), 777L);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.PARTIALLY_REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isZero();

        till.stripe.money().refundFromDashboard(till.intent(order), null);
        till.deliver();
        till.settle();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.balance("platform_revenue") + till.balance("refunds")).isZero();
    }

    @Test
    void fault_37_what_an_empty_account_cannot_give_back_is_kept_from_what_it_gets_next() {
        OrderId order = till.paidOrder(book);
        till.settle();
        till.stripe.money().emptyBalance(Market.account(market.store));
        till.stripe.money().refundFromDashboard(till.intent(order), null);
        till.deliver();
        till.settle();
        assertThat(till.state(order)).as("the buyer has the money").isEqualTo(OrderState.REFUNDED);
        assertThat(till.balance("seller_payable")).as("the debt").isEqualTo(900);

        till.paidOrder(market.aProduct("A better book", 2000));
        till.clock.advance(Duration.ofHours(2));
        till.settle();
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(1800 - 900);
        assertThat(market.count("transfers WHERE owed_amount = 1800 AND sent_amount = 900"))
                .as("kept back, not sent and taken")
                .isEqualTo(1);
        assertThat(market.count("transfer_reversals WHERE state <> 'refused'")).isZero();
        assertThat(till.balance("seller_payable")).isZero();
        till.clock.advance(Duration.ofHours(2));
        till.settle();
        assertThat(till.balance("seller_payable")).as("not taken twice").isZero();
    }

    @Test
    void a_refund_that_fails_later_gives_access_and_share_again() {
        OrderId order = till.order(book);
        till.stripe.pay(till.session(order).id(), PaymentForm.bankDebit(true));
        till.deliver();
        till.stripe.settle(till.session(order).id(), true);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        till.settle();
        String refund = till.stripe
                .money()
                .refundFromDashboard(till.intent(order), null)
                .id();
        till.deliver();
        till.settle();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);

        till.stripe.money().settleRefund(refund, false);
        assertThat(till.deliver()).isEmpty();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isEqualTo(900);
    }

    @Test
    void a_dispute_suspends_and_a_won_one_gives_back() {
        OrderId order = till.paidOrder(book);
        till.settle();
        market.taken("live-updates");
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.DISPUTED);
        assertThat(market.taken("live-updates")).contains("{\"order\":\"" + order + "\"}");
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(1);
        assertThat(till.balance("dispute_losses")).isEqualTo(1000);

        till.stripe.money().decideDispute(dispute, true);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
        assertThat(till.balance("dispute_losses")).isZero();
        assertThat(market.emails())
                .extracting(mail -> mail.path("kind").asString())
                .contains("dispute_notice");
    }

    @Test
    void a_lost_dispute_costs_the_seller_their_share_and_the_platform_its_own() {
        OrderId order = till.paidOrder(book);
        till.settle();
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.balance("dispute_losses")).isEqualTo(100);
        assertThat(till.stripe.money().balanceOf(Market.account(market.store), "usd"))
                .isZero();
    }

    @Test
    void fault_2_a_payment_of_an_order_whose_page_was_not_stored_yet_finds_it() {
        OrderId order = till.order(book);
        market.database.update(
                "UPDATE orders SET checkout_session = NULL, payment_url = NULL, expires_at = NULL WHERE id = ?", order);
        till.pay(order);
        assertThat(till.deliver()).isEmpty();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases")).isEqualTo(1);
    }

    /** The webhook, its repetition, a look at the payment and the end of the page, all at the same moment. */
    @Test
    void fault_3_whoever_hears_of_a_payment_at_the_same_time_one_of_them_fulfils_it() {
        OrderId order = till.order(book);
        till.pay(order);
        List<Webhook> webhooks = till.webhooks();
        List<List<String>> failed = AtOnce.by(6, number -> {
            if (number % 3 == 2) {
                till.settle();
                return List.of();
            }
            return till.deliver(webhooks);
        });
        assertThat(failed).allSatisfy(each -> assertThat(each).isEmpty());
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases")).isEqualTo(1);
        assertThat(market.count("ledger_transactions WHERE kind = 'sale'")).isEqualTo(1);
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(market.emails()).hasSize(2);
    }

    @Test
    void fault_4_a_refund_before_completed_ends_refunded_without_access() {
        OrderId order = till.order(book);
        till.pay(order);
        List<Webhook> payment = till.webhooks();
        till.stripe.money().refundFromDashboard(till.payment(order), null);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);

        till.deliver(payment);
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(1);
        assertThat(market.count("purchases")).isEqualTo(1);
    }

    @Test
    void fault_5_in_whatever_order_events_come_the_end_is_the_same() {
        OrderId order = till.order(book);
        till.pay(order);
        List<Webhook> all = new ArrayList<>(till.webhooks());
        String intent = till.payment(order);
        till.stripe.money().refundFromDashboard(intent, 300L);
        all.addAll(till.webhooks());
        String dispute = till.stripe.money().openDispute(intent, 700L, "fraudulent");
        all.addAll(till.webhooks());
        till.stripe.money().decideDispute(dispute, true);
        all.addAll(till.webhooks());
        all.addAll(List.copyOf(all));
        Collections.shuffle(all, new Random(7));
        assertThat(till.deliver(all)).isEmpty();
        assertThat(till.state(order)).isEqualTo(OrderState.PARTIALLY_REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
        assertThat(market.count("ledger_transactions WHERE kind = 'refund'")).isEqualTo(1);
        assertThat(till.balance("dispute_losses")).isZero();
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
    }

    @Test
    void fault_42_a_second_payment_of_an_order_goes_back() {
        OrderId order = till.order(book);
        CheckoutSession other = till.secondPage(order, 1000);
        till.pay(order);
        till.deliver();
        String first = till.intent(order);
        till.stripe.pay(other.id(), PaymentForm.card(Till.CARD));
        assertThat(till.deliver()).isEmpty();
        assertThat(market.count("charges WHERE role = 'surplus'")).isEqualTo(1);
        till.settle();
        till.deliver();

        assertThat(market.count("refunds WHERE origin = 'surplus' AND state = 'made'"))
                .isEqualTo(1);
        assertThat(till.balance("buyer_payable")).isZero();
        assertThat(till.intent(order)).isEqualTo(first);
        assertThat(till.refundedAtStripe(order)).as("of the first payment").isZero();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
    }
}
