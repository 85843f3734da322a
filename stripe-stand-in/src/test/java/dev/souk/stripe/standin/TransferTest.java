package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.Charge;
import com.stripe.model.Transfer;
import com.stripe.model.TransferReversal;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private Transfer transfer(TransferCreateParams.Builder params) throws StripeException {
        return shop.stripe.v1().transfers().create(params.build());
    }

    private static TransferCreateParams.Builder to(String account, long amount) {
        return TransferCreateParams.builder()
                .setDestination(account)
                .setAmount(amount)
                .setCurrency("usd");
    }

    private TransferReversal reverse(Transfer transfer, long amount) throws StripeException {
        return shop.stripe
                .v1()
                .transfers()
                .reversals()
                .create(
                        transfer.getId(),
                        TransferReversalCreateParams.builder().setAmount(amount).build());
    }

    @Test
    void a_charge_is_passed_on_to_several_sellers_and_no_further() throws StripeException {
        Charge charge = shop.paid();
        Transfer first =
                transfer(to("acct_1", 700).setSourceTransaction(charge.getId()).putMetadata("order", "ord_1"));
        Transfer second =
                transfer(to("acct_2", 500).setSourceTransaction(charge.getId()).setTransferGroup("ord_1"));

        assertThat(first.getId()).startsWith("tr_");
        assertThat(first.getSourceTransaction()).isEqualTo(charge.getId());
        assertThat(first.getTransferGroup()).isEqualTo("group_" + charge.getPaymentIntent());
        assertThat(first.getReversed()).isFalse();
        assertThat(second.getTransferGroup()).isEqualTo("ord_1");
        assertThat(shop.standIn.money().balanceOf("acct_1", "usd")).isEqualTo(700);
        assertThatThrownBy(() -> transfer(to("acct_1", 51).setSourceTransaction(charge.getId())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("must not exceed the source amount of $12.50");
        assertThat(shop.events("transfer.")).containsExactly("transfer.created", "transfer.created");
        shop.sink.next("transfer.created");
    }

    @Test
    void a_group_comes_from_the_session_and_finds_its_transfers() throws StripeException {
        Charge charge = shop.paid(
                Shop.order("ord_7")
                        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                .setTransferGroup("ord_7")
                                .build()),
                PaymentForm.card("4242424242424242"));
        Transfer transfer = transfer(to("acct_1", 700).setSourceTransaction(charge.getId()));
        transfer(to("acct_1", 100).setSourceTransaction(shop.paid().getId()));

        assertThat(list(TransferListParams.builder().setTransferGroup("ord_7"))).containsExactly(transfer.getId());
        assertThat(list(TransferListParams.builder().setDestination("acct_1"))).hasSize(2);
        assertThat(list(TransferListParams.builder().setDestination("acct_2"))).isEmpty();
    }

    private List<String> list(TransferListParams.Builder params) throws StripeException {
        return shop.stripe.v1().transfers().list(params.build()).getData().stream()
                .map(Transfer::getId)
                .toList();
    }

    @Test
    void nobody_gets_money_who_is_not_there_or_was_cut_off() throws StripeException {
        Charge charge = shop.paid();
        assertThatThrownBy(() -> transfer(to("user_1", 100).setSourceTransaction(charge.getId())))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                    assertThat(e.getParam()).isEqualTo("destination");
                });
        shop.standIn.money().cutOff("acct_1", true);
        assertThatThrownBy(() -> transfer(to("acct_1", 100).setSourceTransaction(charge.getId())))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("insufficient_capabilities_for_transfer"));
        shop.standIn.money().cutOff("acct_1", false);
        assertThat(transfer(to("acct_1", 100).setSourceTransaction(charge.getId()))
                        .getAmount())
                .isEqualTo(100);
    }

    @Test
    void currencies_are_not_mixed_and_amounts_are_amounts() throws StripeException {
        Charge charge = shop.paid();
        assertThatThrownBy(() -> transfer(
                        to("acct_1", 100).setSourceTransaction(charge.getId()).setCurrency("eur")))
                .hasMessageContaining("must be the same as the transfer currency (eur)");
        assertThatThrownBy(() -> transfer(to("acct_1", 0).setSourceTransaction(charge.getId())))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> transfer(to("acct_1", 100).setSourceTransaction("ch_none")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("source_transaction"));
    }

    @Test
    void without_a_source_only_what_is_available_can_be_passed_on() throws StripeException {
        shop.paid();
        assertThatThrownBy(() -> transfer(to("acct_1", 100)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("balance_insufficient"));
        shop.clock.advance(Duration.ofDays(2));
        transfer(to("acct_1", 1000));

        Balance balance = shop.stripe.v1().balance().retrieve();
        assertThat(balance.getAvailable())
                .singleElement()
                .satisfies(usd -> assertThat(usd.getAmount()).isEqualTo(184));
        assertThat(balance.getPending())
                .singleElement()
                .satisfies(usd -> assertThat(usd.getAmount()).isZero());
    }

    @Test
    void a_transfer_is_taken_back_in_parts() throws StripeException {
        Transfer transfer =
                transfer(to("acct_1", 700).setSourceTransaction(shop.paid().getId()));
        TransferReversal first = reverse(transfer, 200);
        assertThatThrownBy(() -> reverse(transfer, 501))
                .hasMessageContaining("greater than unreversed amount on transfer ($5.00)");
        reverse(transfer, 500);

        assertThatThrownBy(() -> reverse(transfer, 1)).hasMessageContaining("already fully reversed");
        Transfer after = shop.stripe.v1().transfers().retrieve(transfer.getId());
        assertThat(after.getReversed()).isTrue();
        assertThat(after.getAmountReversed()).isEqualTo(700);
        assertThat(after.getReversals().getData()).hasSize(2);
        assertThat(shop.stripe
                        .v1()
                        .transfers()
                        .reversals()
                        .list(transfer.getId())
                        .getData())
                .hasSize(2);
        assertThat(shop.stripe
                        .v1()
                        .transfers()
                        .reversals()
                        .retrieve(transfer.getId(), first.getId())
                        .getAmount())
                .isEqualTo(200);
        assertThat(shop.standIn.money().balanceOf("acct_1", "usd")).isZero();
        assertThat(shop.stripe
                        .v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder()
                                .setSource(first.getId())
                                .build())
                        .getData())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getType()).isEqualTo("transfer_refund");
                    assertThat(entry.getNet()).isEqualTo(200);
                });
        assertThat(shop.events("transfer."))
                .containsExactly("transfer.created", "transfer.reversed", "transfer.reversed");
    }

    @Test
    void what_a_seller_was_paid_out_cannot_be_taken_back() throws StripeException {
        Transfer transfer =
                transfer(to("acct_1", 700).setSourceTransaction(shop.paid().getId()));
        shop.standIn.money().emptyBalance("acct_1");

        assertThatThrownBy(() -> reverse(transfer, 700))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("balance_insufficient"));
        assertThat(shop.stripe.v1().transfers().retrieve(transfer.getId()).getAmountReversed())
                .isZero();
        transfer(to("acct_1", 550).setSourceTransaction(shop.paid().getId()));
        assertThat(reverse(transfer, 550).getAmount()).isEqualTo(550);
    }
}
