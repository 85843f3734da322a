package dev.souk.purchases.checkout;

import dev.souk.purchases.Order;
import dev.souk.purchases.PaymentPage;

/** Opens the pages where orders are paid. */
public interface PaymentPages {
    /**
     * The page of {@code order}. Asked again for the same order it gives the same page: a lost answer costs nobody a second one.
     *
     * @throws PaymentPageUnavailable when none could be had; one may have been made all the same
     */
    PaymentPage open(Order order);

    /** No page could be had just now. */
    final class PaymentPageUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        PaymentPageUnavailable(Order order, String why, Throwable cause) {
            super("no payment page for " + order.id() + ": " + why, cause);
        }
    }
}
