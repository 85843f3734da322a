package dev.souk.purchases.sweep;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.StripeCalls;
import dev.souk.purchases.money.StripeSessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link PageRecords} at Stripe: its Checkout Sessions. */
public final class StripePageRecords implements PageRecords {
    private static final String INTENT = "payment_intent";

    private final StripeCalls stripe;

    public StripePageRecords(StripeCalls stripe) {
        this.stripe = stripe;
    }

    @Override
    public Optional<Page> find(String session) {
        try {
            return Optional.of(page(stripe.make(client -> client.v1()
                    .checkout()
                    .sessions()
                    .retrieve(
                            session,
                            SessionRetrieveParams.builder().addExpand(INTENT).build()))));
        } catch (PaymentRefused e) {
            if (e.code().equals("resource_missing")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Page> madeFor(Order order) {
        return StripeSessions.madeFor(stripe, order).stream()
                .map(StripePageRecords::page)
                .toList();
    }

    /** Without an idempotency key of ours: to end a session twice does nothing, and an error would be repeated for the key. */
    @Override
    public Page end(Page page) {
        try {
            return page(stripe.make(client -> client.v1()
                    .checkout()
                    .sessions()
                    .expire(
                            page.session(),
                            SessionExpireParams.builder().addExpand(INTENT).build())));
        } catch (PaymentRefused e) {
            return find(page.session()).orElseThrow(() -> e);
        }
    }

    private static Page page(Session session) {
        Optional<MoneyIn> moneyIn = StripeSessions.moneyIn(session);
        return new Page(
                session.getId(), standing(session, moneyIn), moneyIn, Instant.ofEpochSecond(session.getExpiresAt()));
    }

    /** A complete session that is unpaid is on its way or has failed: only its payment tells which. */
    private static Standing standing(Session session, Optional<MoneyIn> moneyIn) {
        if (moneyIn.isPresent()) {
            return Standing.PAID;
        }
        return switch (session.getStatus()) {
            case "open" -> Standing.OPEN;
            case "expired" -> Standing.EXPIRED;
            default -> hasFailed(session.getPaymentIntentObject()) ? Standing.FAILED : Standing.PROMISED;
        };
    }

    private static boolean hasFailed(@Nullable PaymentIntent intent) {
        return intent != null
                && (intent.getStatus().equals("requires_payment_method")
                        || intent.getStatus().equals("canceled"));
    }
}
