package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundRetrieveParams;
import com.stripe.param.RefundUpdateParams;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefundTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private Refund refund(RefundCreateParams.Builder params) throws StripeException {
        return shop.stripe.v1().refunds().create(params.build());
    }

    private static RefundCreateParams.Builder of(Charge charge) {
        return RefundCreateParams.builder().setPaymentIntent(charge.getPaymentIntent());
    }

    @Test
    void a_full_refund_gives_everything_back() throws StripeException {
        Charge charge = shop.paid();
        Refund refund = refund(of(charge)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("refund", "rfd_1"));

        assertThat(refund.getId()).startsWith("re_");
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getAmount()).isEqualTo(1250);
        assertThat(refund.getCharge()).isEqualTo(charge.getId());
        assertThat(refund.getReason()).isEqualTo("requested_by_customer");
        assertThat(refund.getMetadata()).containsEntry("refund", "rfd_1");
        Charge after = shop.charge(charge.getId());
        assertThat(after.getRefunded()).isTrue();
        assertThat(after.getAmountRefunded()).isEqualTo(1250);
        assertThat(after.getRefunds().getData()).extracting(Refund::getId).containsExactly(refund.getId());
        assertThat(shop.events("refund.", "charge.refund")).containsExactly("refund.created", "charge.refunded");
        shop.sink.next("charge.refunded");
    }

    @Test
    void refunds_in_parts_stop_at_what_was_paid() throws StripeException {
        Charge charge = shop.paid();
        refund(of(charge).setAmount(1000L));

        Charge partly = shop.charge(charge.getId());
        assertThat(partly.getRefunded()).isFalse();
        assertThat(partly.getAmountRefunded()).isEqualTo(1000);
        assertThatThrownBy(() -> refund(of(charge).setAmount(251L)))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(400);
                    assertThat(e.getParam()).isEqualTo("amount");
                    assertThat(e)
                            .hasMessageContaining(
                                    "Refund amount ($2.51) is greater than unrefunded amount on charge ($2.50)");
                });
        refund(RefundCreateParams.builder().setCharge(charge.getId()).setAmount(250L));
        assertThatThrownBy(() -> refund(of(charge)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
        assertThat(shop.charge(charge.getId()).getAmountRefunded()).isEqualTo(1250);
    }

    @Test
    void refunds_at_once_never_exceed_what_was_paid() throws Exception {
        Charge charge = shop.paid();
        Callable<Boolean> attempt = () -> {
            try {
                return refund(of(charge).setAmount(300L)).getAmount() == 300;
            } catch (InvalidRequestException refused) {
                return false;
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int done = 0;
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(20, attempt))) {
                done += each.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(4);
        }
        assertThat(shop.charge(charge.getId()).getAmountRefunded()).isEqualTo(1200);
    }

    @Test
    void a_refusal_is_remembered_for_its_key() throws StripeException {
        Charge charge = shop.paid();
        RefundCreateParams tooMuch = of(charge).setAmount(2000L).build();

        assertThatThrownBy(() -> shop.stripe.v1().refunds().create(tooMuch, Shop.key("k1")))
                .hasMessageContaining("greater than charge amount");
        assertThatThrownBy(() -> shop.stripe.v1().refunds().create(tooMuch, Shop.key("k1")))
                .hasMessageContaining("greater than charge amount");
        Refund once = shop.stripe.v1().refunds().create(of(charge).build(), Shop.key("k2"));
        Refund again = shop.stripe.v1().refunds().create(of(charge).build(), Shop.key("k2"));
        assertThat(again.getId()).isEqualTo(once.getId());
    }

    @Test
    void a_refund_to_a_bank_account_is_pending_until_it_arrives() throws StripeException {
        Charge charge = debited();
        assertThat(charge.getId()).startsWith("py_");
        Refund refund = refund(of(charge));

        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(shop.charge(charge.getId()).getRefunded()).isTrue();
        assertThat(shop.standIn.money().settleRefund(refund.getId(), true)).isTrue();
        assertThat(shop.standIn.money().settleRefund(refund.getId(), true)).isFalse();
        assertThat(shop.stripe.v1().refunds().retrieve(refund.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(shop.events("refund.", "charge.refund"))
                .containsExactly("refund.created", "charge.refunded", "refund.updated", "charge.refund.updated");
    }

    @Test
    void a_refund_that_fails_brings_the_money_back() throws StripeException {
        Charge charge = debited();
        Refund refund = refund(of(charge));
        assertThat(shop.standIn.money().settleRefund(refund.getId(), false)).isTrue();

        Refund failed = shop.stripe
                .v1()
                .refunds()
                .retrieve(
                        refund.getId(),
                        RefundRetrieveParams.builder()
                                .addExpand("failure_balance_transaction")
                                .build());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("unknown");
        assertThat(failed.getFailureBalanceTransactionObject().getNet()).isEqualTo(1250);
        assertThat(shop.charge(charge.getId()).getAmountRefunded()).isZero();
        assertThat(shop.events("refund.")).containsExactly("refund.created", "refund.updated", "refund.failed");
        assertThat(refund(of(charge)).getStatus()).isEqualTo("pending");
    }

    private Charge debited() throws StripeException {
        Charge pending = shop.paid(Shop.order("ord_1"), PaymentForm.bankDebit(true));
        shop.standIn.settle(shop.standIn.sessions().getFirst().id(), true);
        return shop.charge(pending.getId());
    }

    @Test
    void nothing_goes_back_that_was_not_taken() throws StripeException {
        Charge pending = shop.paid(Shop.order("ord_1"), PaymentForm.bankDebit(true));

        assertThatThrownBy(() -> refund(of(pending))).hasMessageContaining("does not have a successful charge");
        assertThatThrownBy(() -> refund(RefundCreateParams.builder().setCharge(pending.getId())))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> refund(RefundCreateParams.builder().setCharge("ch_none")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("resource_missing"));
    }

    @Test
    void a_refund_at_the_dashboard_says_nothing_of_us() throws StripeException {
        Charge charge = shop.paid();
        String id = shop.standIn
                .money()
                .refundFromDashboard(charge.getPaymentIntent(), 500L)
                .id();

        Refund refund = shop.stripe.v1().refunds().retrieve(id);
        assertThat(refund.getMetadata()).isEmpty();
        assertThat(refund.getAmount()).isEqualTo(500);
        assertThat(shop.standIn.events().getFirst().event().requestId()).isNull();
        assertThatThrownBy(() -> shop.standIn.money().refundFromDashboard(charge.getId(), 751L))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refunds_are_listed_by_payment_and_described_later() throws StripeException {
        Charge charge = shop.paid();
        shop.paid();
        Refund first = refund(of(charge).setAmount(100L));
        Refund second = refund(of(charge).setAmount(200L));

        assertThat(list(RefundListParams.builder().setPaymentIntent(charge.getPaymentIntent())))
                .containsExactly(second.getId(), first.getId());
        assertThat(list(RefundListParams.builder().setCharge(charge.getId()).setLimit(1L)))
                .containsExactly(second.getId());
        assertThat(list(RefundListParams.builder().setPaymentIntent("pi_none"))).isEmpty();
        shop.stripe
                .v1()
                .refunds()
                .update(
                        first.getId(),
                        RefundUpdateParams.builder()
                                .setMetadata(Map.of("order", "ord_9"))
                                .build());
        assertThat(shop.stripe.v1().refunds().retrieve(first.getId()).getMetadata())
                .containsEntry("order", "ord_9");
    }

    private List<String> list(RefundListParams.Builder params) throws StripeException {
        return shop.stripe.v1().refunds().list(params.build()).getData().stream()
                .map(Refund::getId)
                .toList();
    }

    @Test
    void every_movement_is_a_balance_transaction() throws StripeException {
        Charge charge = shop.paid();
        Refund refund = refund(of(charge).setAmount(500L));

        BalanceTransaction came = charge.getBalanceTransactionObject();
        assertThat(came.getAmount()).isEqualTo(1250);
        // 2.9 % of 12.50 is 36.25 cents; with 30 cents it is 66.
        assertThat(came.getFee()).isEqualTo(66);
        assertThat(came.getNet()).isEqualTo(1184);
        assertThat(came.getStatus()).isEqualTo("pending");
        assertThat(came.getSource()).isEqualTo(charge.getId());
        assertThat(came.getFeeDetails())
                .singleElement()
                .satisfies(fee -> assertThat(fee.getType()).isEqualTo("stripe_fee"));
        List<BalanceTransaction> all = shop.stripe
                .v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder().build())
                .getData();
        assertThat(all).extracting(BalanceTransaction::getType).containsExactly("refund", "charge");
        assertThat(shop.stripe
                        .v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder()
                                .setSource(refund.getId())
                                .build())
                        .getData())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getNet()).isEqualTo(-500));
        assertThat(shop.stripe
                        .v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder()
                                .setType("charge")
                                .build())
                        .getData())
                .hasSize(1);
        assertThat(shop.stripe
                        .v1()
                        .balanceTransactions()
                        .retrieve(refund.getBalanceTransaction())
                        .getAmount())
                .isEqualTo(-500);
    }
}
