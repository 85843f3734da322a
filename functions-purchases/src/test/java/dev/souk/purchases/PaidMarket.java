package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Secret;
import dev.souk.model.OrderId;
import dev.souk.purchases.checkout.StripePaymentPages;
import dev.souk.purchases.checkout.Tax;
import dev.souk.purchases.money.StripeCalls;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.VirtualClock;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.test.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A market whose buyers pay at the stand-in for Stripe, by a clock of its own. No webhook arrives. */
public final class PaidMarket implements AutoCloseable {
    public static final long PRICE = 1250;

    public final Market market = new Market();
    public final VirtualClock stripesClock =
            VirtualClock.startingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    public final StripeStandIn stripe = StripeStandIn.start(Options.inMemory()
            .withRequestsPerSecond(0)
            .withClock(stripesClock)
            .withSeed(7)
            .drivenByHand());

    public PaidMarket() {
        market.variables.put("STRIPE_SECRET_KEY", stripe.secretKey());
        market.variables.put("STRIPE_API_BASE", stripe.baseUrl().toString());
    }

    /** Our clock, so much ahead of what it was at the start. */
    public Clock after(Duration since) {
        return Clock.fixed(stripesClock.instant().plus(since), java.time.ZoneOffset.UTC);
    }

    /** An order that waits, with its page at Stripe. */
    public Order anOrder() {
        Order order = market.anOrder(market.aProduct("A book", PRICE), PRICE);
        return opened(order);
    }

    public Order opened(Order order) {
        Orders.in(market.database).opened(order.id(), pageAtStripe(order));
        return again(order.id());
    }

    /** Its page at Stripe, of which nobody here knows. */
    public PaymentPage pageAtStripe(Order order) {
        StripeSettings settings = new StripeSettings(
                new Secret(stripe.secretKey()), Optional.of(stripe.baseUrl()), Duration.ofSeconds(10));
        return new StripePaymentPages(new StripeCalls(settings), market.links(), Tax.OFF)
                .open(order, order.createdAt(), "checkout/" + order.id().text() + "/1");
    }

    public Order again(OrderId order) {
        return Orders.in(market.database).find(order).orElseThrow();
    }

    public static String session(Order order) {
        return order.page().orElseThrow().session();
    }

    public void pay(Order order) {
        pay(session(order), PaymentForm.card("4242424242424242"));
    }

    public void pay(String session, PaymentForm form) {
        PaymentOutcome outcome = stripe.pay(session, form);
        if (!(outcome instanceof PaymentOutcome.Completed)) {
            throw new AssertionError("not paid: " + outcome);
        }
    }

    /** Stripe's name of the payment that paid a page. */
    public String intentOf(String session) {
        return stripe.sessions().stream()
                .filter(each -> each.id().equals(session))
                .findFirst()
                .map(each -> each.paymentIntent())
                .orElseThrow();
    }

    public String logged() {
        return market.logged.toString(StandardCharsets.UTF_8);
    }

    public static void call(RequestStreamHandler handler) {
        try {
            handler.handleRequest(InputStream.nullInputStream(), new ByteArrayOutputStream(), new FakeContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stripe.close();
        market.close();
    }
}
