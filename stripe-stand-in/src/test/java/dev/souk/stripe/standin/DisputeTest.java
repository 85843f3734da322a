package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import dev.souk.stripe.standin.payment.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisputeTest {
    private final Shop shop = Shop.open();
    private final Money money = shop.standIn.money();

    @AfterEach
    void close() {
        shop.close();
    }

    private Dispute dispute(String id) throws StripeException {
        return shop.stripe.v1().disputes().retrieve(id);
    }

    private Refund refund(Charge charge) throws StripeException {
        return shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(charge.getPaymentIntent())
                        .build());
    }

    @Test
    void a_dispute_takes_the_money_and_a_fee() throws StripeException {
        Charge charge = shop.paid();
        String id = money.openDispute(charge.getPaymentIntent(), null, "product_not_received");

        Dispute dispute = dispute(id);
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getAmount()).isEqualTo(1250);
        assertThat(dispute.getReason()).isEqualTo("product_not_received");
        assertThat(dispute.getCharge()).isEqualTo(charge.getId());
        assertThat(dispute.getPaymentIntent()).isEqualTo(charge.getPaymentIntent());
        assertThat(dispute.getIsChargeRefundable()).isFalse();
        assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(dispute.getCreated());
        assertThat(dispute.getBalanceTransactions()).singleElement().satisfies(entry -> {
            assertThat(entry.getType()).isEqualTo("adjustment");
            assertThat(entry.getReportingCategory()).isEqualTo("dispute");
            assertThat(entry.getAmount()).isEqualTo(-1250);
            assertThat(entry.getFee()).isEqualTo(1500);
            assertThat(entry.getNet()).isEqualTo(-2750);
        });
        assertThat(shop.charge(charge.getId()).getDisputed()).isTrue();
        assertThat(shop.events("charge.dispute"))
                .containsExactly("charge.dispute.created", "charge.dispute.funds_withdrawn");
        shop.sink.next("charge.dispute.funds_withdrawn");
    }

    @Test
    void a_disputed_charge_is_not_refunded_unless_the_dispute_is_won() throws StripeException {
        Charge charge = shop.paid();
        String id = money.openDispute(charge.getId(), null, "fraudulent");

        assertThatThrownBy(() -> refund(charge))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));
        money.decideDispute(id, true);
        assertThat(refund(charge).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void a_won_dispute_brings_the_money_back_and_a_lost_one_does_not() throws StripeException {
        String won = money.openDispute(shop.paid().getId(), 400L, "fraudulent");
        String lost = money.openDispute(shop.paid().getId(), null, "fraudulent");
        assertThat(money.decideDispute(won, true)).isTrue();
        assertThat(money.decideDispute(lost, false)).isTrue();
        assertThat(money.decideDispute(lost, true)).isFalse();

        assertThat(dispute(won).getStatus()).isEqualTo("won");
        assertThat(dispute(lost).getStatus()).isEqualTo("lost");
        assertThat(dispute(won).getBalanceTransactions())
                .extracting(BalanceTransaction::getNet)
                .containsExactly(-1900L, 400L);
        assertThat(shop.stripe
                        .v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder()
                                .setType("adjustment")
                                .build())
                        .getData())
                .hasSize(3);
        assertThat(shop.events("charge.dispute"))
                .containsExactly(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated",
                        "charge.dispute.closed");
    }

    @Test
    void an_inquiry_takes_nothing_and_ends_with_a_full_refund() throws StripeException {
        Charge charge = shop.paid();
        String id = money.openInquiry(charge.getId(), null, "fraudulent");

        assertThat(dispute(id).getStatus()).isEqualTo("warning_needs_response");
        assertThat(dispute(id).getBalanceTransactions()).isEmpty();
        assertThat(refund(charge).getStatus()).isEqualTo("succeeded");
        assertThat(dispute(id).getStatus()).isEqualTo("warning_closed");
        assertThat(shop.events("charge.dispute")).containsExactly("charge.dispute.created", "charge.dispute.closed");
    }

    @Test
    void an_inquiry_can_become_a_dispute() throws StripeException {
        String id = money.openInquiry(shop.paid().getId(), null, "fraudulent");
        assertThat(money.escalateInquiry(id)).isTrue();
        assertThat(money.escalateInquiry(id)).isFalse();

        assertThat(dispute(id).getStatus()).isEqualTo("needs_response");
        assertThat(dispute(id).getBalanceTransactions()).hasSize(1);
    }

    @Test
    void evidence_is_gathered_and_submitted_once() throws StripeException {
        String id = money.openDispute(shop.paid().getId(), null, "fraudulent");
        Dispute staged = update(id, false, "Field recordings");
        assertThat(staged.getStatus()).isEqualTo("needs_response");
        assertThat(staged.getEvidence().getProductDescription()).isEqualTo("Field recordings");
        assertThat(staged.getEvidenceDetails().getHasEvidence()).isTrue();

        Dispute submitted = update(id, true, "Field recordings, delivered");
        assertThat(submitted.getStatus()).isEqualTo("under_review");
        assertThat(submitted.getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
        assertThatThrownBy(() -> update(id, true, "and more")).hasMessageContaining("already submitted");
        assertThat(money.decideDispute(id, true)).isTrue();
        assertThatThrownBy(() -> update(id, true, "too late")).hasMessageContaining("already closed");
        assertThat(shop.events("charge.dispute.updated")).hasSize(2);
    }

    private Dispute update(String id, boolean submit, String description) throws StripeException {
        return shop.stripe
                .v1()
                .disputes()
                .update(
                        id,
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setProductDescription(description)
                                        .build())
                                .setSubmit(submit)
                                .build());
    }

    @Test
    void a_seller_who_gives_in_has_lost() throws StripeException {
        String id = money.openDispute(shop.paid().getId(), null, "fraudulent");

        assertThat(shop.stripe.v1().disputes().close(id).getStatus()).isEqualTo("lost");
        assertThatThrownBy(() -> shop.stripe.v1().disputes().close(id)).hasMessageContaining("already closed");
    }

    @Test
    void disputes_are_found_by_payment() throws StripeException {
        Charge charge = shop.paid();
        String id = money.openDispute(charge.getId(), null, "fraudulent");
        money.openDispute(shop.paid().getId(), null, "fraudulent");

        for (DisputeListParams params : new DisputeListParams[] {
            DisputeListParams.builder().setCharge(charge.getId()).build(),
            DisputeListParams.builder()
                    .setPaymentIntent(charge.getPaymentIntent())
                    .build()
        }) {
            assertThat(shop.stripe.v1().disputes().list(params).getData())
                    .extracting(Dispute::getId)
                    .containsExactly(id);
        }
        assertThatThrownBy(() -> money.openDispute(charge.getId(), null, "fraudulent"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dispute("du_none")).isInstanceOf(InvalidRequestException.class);
    }
}
