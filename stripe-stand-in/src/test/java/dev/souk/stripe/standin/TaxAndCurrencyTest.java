package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.LineItem;
import com.stripe.model.checkout.Session;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.TaxBehavior;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.souk.stripe.standin.payment.PaymentForm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaxAndCurrencyTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private static SessionCreateParams.Builder taxed(TaxBehavior behavior) {
        SessionCreateParams.LineItem item = Shop.item("Field recordings", 1250, "usd", 2);
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/thanks")
                .setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(item.getQuantity())
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(1250L)
                                .setTaxBehavior(behavior)
                                .setProductData(item.getPriceData().getProductData())
                                .build())
                        .build());
    }

    private Session paid(SessionCreateParams.Builder params) throws StripeException {
        Session open = shop.session(params);
        assertThat(open.getAutomaticTax().getStatus()).isEqualTo("requires_location_inputs");
        assertThat(open.getTotalDetails().getAmountTax()).isZero();
        shop.standIn.pay(open.getId(), PaymentForm.card("4242424242424242"));
        return shop.stripe
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        open.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("line_items")
                                .addExpand("payment_intent")
                                .build());
    }

    @Test
    void tax_comes_on_top_once_the_buyer_has_said_where_they_are() throws StripeException {
        Session paid = paid(taxed(TaxBehavior.EXCLUSIVE));

        assertThat(paid.getAutomaticTax().getStatus()).isEqualTo("complete");
        assertThat(paid.getAmountSubtotal()).isEqualTo(2500);
        assertThat(paid.getTotalDetails().getAmountTax()).isEqualTo(200);
        assertThat(paid.getAmountTotal()).isEqualTo(2700);
        assertThat(paid.getPaymentIntentObject().getAmount()).isEqualTo(2700);
        LineItem item = paid.getLineItems().getData().getFirst();
        assertThat(item.getAmountTax()).isEqualTo(200);
        assertThat(item.getAmountTotal()).isEqualTo(2700);
    }

    @Test
    void tax_that_is_in_the_price_changes_no_total() throws StripeException {
        Session paid = paid(taxed(TaxBehavior.INCLUSIVE));

        assertThat(paid.getAmountTotal()).isEqualTo(2500);
        assertThat(paid.getTotalDetails().getAmountTax()).isEqualTo(185);
        assertThat(paid.getPaymentIntentObject().getAmount()).isEqualTo(2500);
    }

    @Test
    void the_page_shows_what_will_be_paid() throws StripeException {
        assertThat(shop.get(shop.session(taxed(TaxBehavior.EXCLUSIVE)).getUrl()).body())
                .contains("Pay $27.00")
                .contains("<span>Tax</span><span>$2.00</span>");
    }

    private static SessionCreateParams.Builder cart(String currency, long amount) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/thanks")
                .addLineItem(Shop.item("Field recordings", amount, currency, 1));
    }

    @Test
    void amounts_have_the_bounds_of_their_currency() throws StripeException {
        for (String each : new String[] {"usd 49", "gbp 29", "jpy 49", "huf 17499", "aed 199", "hkd 399"}) {
            refused(each, "amount_too_small");
        }
        for (String each : new String[] {"usd 100000000", "jpy 100000000", "kwd 100000000"}) {
            refused(each, "amount_too_large");
        }
        for (String each :
                new String[] {"kwd 5125", "bhd 5001", "jod 999", "omr 5005", "tnd 5009", "isk 5050", "ugx 5001"}) {
            refused(each, null);
        }
        assertThat(shop.session(cart("kwd", 5120)).getAmountTotal()).isEqualTo(5120);
        assertThat(shop.session(cart("krw", 5000)).getAmountTotal()).isEqualTo(5000);
    }

    private void refused(String amount, @Nullable String code) {
        String[] parts = amount.split(" ", -1);
        assertThatThrownBy(() -> shop.session(cart(parts[0], Long.parseLong(parts[1]))))
                .as(amount)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo(code));
    }

    @Test
    void a_refund_in_three_decimals_ends_in_a_zero_too() throws StripeException {
        Charge charge = shop.paid(cart("kwd", 5120), PaymentForm.card("4242424242424242"));
        RefundCreateParams.Builder refund = RefundCreateParams.builder().setPaymentIntent(charge.getPaymentIntent());

        assertThatThrownBy(() -> shop.stripe
                        .v1()
                        .refunds()
                        .create(refund.setAmount(1005L).build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("amount"))
                .hasMessageContaining("evenly divisible by 10");
        assertThat(shop.stripe
                        .v1()
                        .refunds()
                        .create(refund.setAmount(1000L).build())
                        .getAmount())
                .isEqualTo(1000);
    }

    @Test
    void sessions_are_found_by_the_buyers_address_and_by_time() throws StripeException {
        Session mine = shop.session();
        shop.standIn.pay(mine.getId(), PaymentForm.card("4242424242424242").from("me@example.com", "Me"));
        shop.paid();
        long now = shop.clock.instant().getEpochSecond();

        assertThat(found(SessionListParams.builder()
                        .setCustomerDetails(SessionListParams.CustomerDetails.builder()
                                .setEmail("me@example.com")
                                .build())))
                .isEqualTo(1);
        assertThat(found(SessionListParams.builder()
                        .setCreated(SessionListParams.Created.builder()
                                .setGte(now)
                                .setLt(now + 1)
                                .build())))
                .isEqualTo(2);
        assertThat(found(SessionListParams.builder()
                        .setCreated(
                                SessionListParams.Created.builder().setLt(now).build())))
                .isZero();
    }

    private int found(SessionListParams.Builder params) throws StripeException {
        return shop.stripe
                .v1()
                .checkout()
                .sessions()
                .list(params.build())
                .getData()
                .size();
    }
}
