package dev.souk.purchases.checkout;

import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.money.StripeCalls;
import dev.souk.purchases.money.StripeSessions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Stripe Checkout. */
public final class StripePaymentPages implements PaymentPages {
    /** Stripe takes 30 minutes to 24 hours; an hour less leaves room for a late retry and for clocks. */
    private static final Duration OPEN_FOR = Duration.ofHours(23);

    /** Of a product on Stripe's page, in characters. */
    private static final int LONGEST_NAME = 250;

    private final StripeCalls stripe;
    private final PurchaseLinks links;
    private final Tax tax;

    public StripePaymentPages(StripeCalls stripe, PurchaseLinks links, Tax tax) {
        this.stripe = stripe;
        this.links = links;
        this.tax = tax;
    }

    @Override
    public PaymentPage open(Order order, Instant since, String idempotencyKey) {
        SessionCreateParams params = params(order, since.plus(OPEN_FOR));
        RequestOptions options =
                RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
        return page(stripe.make(client -> client.v1().checkout().sessions().create(params, options)));
    }

    @Override
    public Found find(Order order) {
        Found found = new Found.None();
        for (Session session : StripeSessions.madeFor(stripe, order)) {
            if ("complete".equals(session.getStatus())) {
                return new Found.Paid();
            }
            if ("open".equals(session.getStatus())) {
                found = new Found.Open(page(session));
            }
        }
        return found;
    }

    private static PaymentPage page(Session session) {
        return new PaymentPage(
                session.getId(), URI.create(session.getUrl()), Instant.ofEpochSecond(session.getExpiresAt()));
    }

    private SessionCreateParams params(Order order, Instant expiresAt) {
        String id = order.id().text();
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(id)
                .setCustomerEmail(order.email().value())
                .setSuccessUrl(links.paid(order.id()).toString())
                .setCancelUrl(links.cancelled(order.id()).toString())
                .setExpiresAt(expiresAt.getEpochSecond())
                .putMetadata("order", id)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("order", id)
                        .setTransferGroup(id)
                        .build());
        if (tax != Tax.OFF) {
            params.setAutomaticTax(
                    SessionCreateParams.AutomaticTax.builder().setEnabled(true).build());
        }
        for (OrderLine line : order.lines()) {
            params.addLineItem(
                    LineItem.builder().setQuantity(1L).setPriceData(price(line)).build());
        }
        return params.build();
    }

    private static String name(OrderLine line) {
        String called = line.called();
        return called.length() <= LONGEST_NAME
                ? called
                : called.substring(0, called.offsetByCodePoints(0, called.codePointCount(0, LONGEST_NAME)));
    }

    private PriceData price(OrderLine line) {
        PriceData.Builder price = PriceData.builder()
                .setCurrency(line.price().currency().name().toLowerCase(Locale.ROOT))
                .setUnitAmount(line.charged())
                .setProductData(
                        PriceData.ProductData.builder().setName(name(line)).build());
        switch (tax) {
            case EXCLUSIVE -> price.setTaxBehavior(PriceData.TaxBehavior.EXCLUSIVE);
            case INCLUSIVE -> price.setTaxBehavior(PriceData.TaxBehavior.INCLUSIVE);
            case OFF -> {}
        }
        return price.build();
    }
}
