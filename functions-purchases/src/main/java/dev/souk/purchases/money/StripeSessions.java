package dev.souk.purchases.money;

import com.stripe.model.checkout.Session;
import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.purchases.MoneyIn;
import java.util.Locale;
import java.util.Optional;

/** What a Checkout Session says of the money. */
public final class StripeSessions {
    private StripeSessions() {}

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
