package dev.souk.purchases.money;

import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionListParams;
import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checkout Sessions: which were made for an order, and what one says of the money. */
public final class StripeSessions {
    /** An order's session is made after the order; Stripe's clock may be behind ours. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final long AT_ONCE = 100;

    private StripeSessions() {}

    /**
     * Every session that was made for an order, with its payment, whatever became of the answers then. They can be asked for by address
     * only: those of the same buyer's other orders are passed over.
     */
    public static List<Session> madeFor(StripeCalls stripe, Order order) {
        SessionListParams.Builder params = SessionListParams.builder()
                .setLimit(AT_ONCE)
                .setCustomerDetails(SessionListParams.CustomerDetails.builder()
                        .setEmail(order.email().value())
                        .build())
                .setCreated(SessionListParams.Created.builder()
                        .setGte(order.createdAt().minus(CLOCKS).getEpochSecond())
                        .build())
                .addExpand("data.payment_intent");
        List<Session> made = new ArrayList<>();
        boolean more = true;
        while (more) {
            SessionListParams next = params.build();
            StripeCollection<Session> page =
                    stripe.make(client -> client.v1().checkout().sessions().list(next));
            page.getData().stream()
                    .filter(session -> order.id().text().equals(session.getClientReferenceId()))
                    .forEach(made::add);
            more = Boolean.TRUE.equals(page.getHasMore()) && !page.getData().isEmpty();
            if (more) {
                params.setStartingAfter(page.getData().getLast().getId());
            }
        }
        return made;
    }

    /** What came in by it; empty when it is not paid, or for no order of ours. */
    public static Optional<MoneyIn> moneyIn(Session session) {
        Optional<OrderId> order = session.getClientReferenceId() == null
                ? Optional.empty()
                : OrderId.parse(session.getClientReferenceId());
        Optional<Currency> currency = session.getCurrency() == null
                ? Optional.empty()
                : Currency.of(session.getCurrency().toUpperCase(Locale.ROOT));
        boolean paid = "complete".equals(session.getStatus()) && !"unpaid".equals(session.getPaymentStatus());
        if (order.isEmpty() || currency.isEmpty() || !paid) {
            return Optional.empty();
        }
        Session.TotalDetails details = session.getTotalDetails();
        long tax = details == null || details.getAmountTax() == null ? 0 : details.getAmountTax();
        return Optional.of(new MoneyIn(
                order.get(),
                Optional.ofNullable(session.getPaymentIntent()),
                session.getAmountSubtotal(),
                tax,
                session.getAmountTotal(),
                currency.get()));
    }
}
