package dev.souk.purchases.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened at Stripe within a window, the newest first, a page at a time. All throw {@link
 * dev.souk.purchases.money.PaymentsUnreachable} when it cannot be asked.
 */
public interface PaymentHistory {
    /** Its events of the kinds that matter. {@code after} is the id of the one that was seen last. */
    Page<Event> events(Instant from, Instant to, Optional<String> after);

    /** The payment pages that were opened then and are paid. {@code after} is the id of the one that was seen last. */
    Page<PaidPage> paidPages(Instant from, Instant to, Optional<String> after);

    /**
     * A page of a list.
     *
     * @param last the id of the last one that Stripe showed, whether it is among the items or not
     */
    record Page<T>(List<T> items, Optional<String> last, boolean more) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * An event, raw.
     *
     * @param ofOurVersion whether it is written in the version of Stripe's API that this code reads. The list gives events as they were
     *     written for the Stripe account, whatever the version of our webhook is
     * @param paymentIntent Stripe's name of the payment that it is about, where it is about one
     */
    record Event(String id, String type, boolean ofOurVersion, Optional<String> paymentIntent, String body) {}

    /** @param paymentIntent Stripe's name of the payment that paid it */
    record PaidPage(String session, String paymentIntent) {}
}
