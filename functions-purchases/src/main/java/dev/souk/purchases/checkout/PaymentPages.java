package dev.souk.purchases.checkout;

import dev.souk.purchases.Order;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import java.time.Instant;

/** Opens the pages where orders are paid. All methods throw {@link PaymentsUnreachable} and {@link PaymentRefused}. */
public interface PaymentPages {
    /**
     * Opens a page for {@code order}. Asked again with the same key it gives the same page: a lost answer costs nobody a second one.
     *
     * @param since when the key was first used; the page is good for a time from then, so that every request with the key is the same
     */
    PaymentPage open(Order order, Instant since, String idempotencyKey);

    /** What there is of pages for {@code order} by now, whoever opened them. */
    Found find(Order order);

    /** What was found. */
    sealed interface Found {
        /** A page that can still be paid on. */
        record Open(PaymentPage page) implements Found {}

        /** It is paid, or a payment is on its way. */
        record Paid() implements Found {}

        /** There is none, or none that can be paid on. */
        record None() implements Found {}
    }
}
