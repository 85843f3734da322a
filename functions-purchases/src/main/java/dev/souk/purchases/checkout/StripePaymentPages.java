package dev.souk.purchases.checkout;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import dev.souk.lambda.aws.Lazy;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.StripeSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Stripe Checkout. The idempotency key is the order's id, so a retry after a time-out finds the session that was made. */
public final class StripePaymentPages implements PaymentPages {
    /** Stripe takes 30 minutes to 24 hours; an hour less leaves room for a late retry and for clocks. */
    private static final Duration OPEN_FOR = Duration.ofHours(23);

    private final Lazy<StripeClient> stripe;
    private final PurchaseLinks links;

    public StripePaymentPages(StripeSettings settings, PurchaseLinks links) {
        this.stripe = new Lazy<>(settings::client);
        this.links = links;
    }

    @Override
    public PaymentPage open(Order order) {
        try {
            Session session = stripe.get()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(
                            params(order),
                            RequestOptions.builder()
                                    .setIdempotencyKey("checkout/" + order.id().text())
                                    .build());
            return new PaymentPage(
                    session.getId(), URI.create(session.getUrl()), Instant.ofEpochSecond(session.getExpiresAt()));
        } catch (StripeException e) {
            throw new PaymentPageUnavailable(
                    order, "Stripe answered " + e.getStatusCode() + " to request " + e.getRequestId(), e);
        }
    }

    private SessionCreateParams params(Order order) {
        String id = order.id().text();
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(id)
                .setCustomerEmail(order.email().value())
                .setSuccessUrl(links.paid(order.id()).toString())
                .setCancelUrl(links.cancelled(order.id()).toString())
                .setExpiresAt(order.createdAt().plus(OPEN_FOR).getEpochSecond())
                .putMetadata("order", id)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("order", id)
                        .build());
        for (OrderLine line : order.lines()) {
            params.addLineItem(LineItem.builder()
                    .setQuantity(1L)
                    .setPriceData(PriceData.builder()
                            .setCurrency(line.price().currency().name().toLowerCase(Locale.ROOT))
                            .setUnitAmount(line.price().amount())
                            .setProductData(PriceData.ProductData.builder()
                                    .setName(line.title())
                                    .build())
                            .build())
                    .build());
        }
        return params.build();
    }
}
