package dev.souk.model.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One e-mail to be sent: all that it says, so that the worker needs no other module's tables. {@code id} names the message; it is
 * sent once, however often it is delivered.
 */
public sealed interface EmailMessage {
    UUID id();

    EmailAddress to();

    /** To the buyer, once an order is paid. {@code link} opens the purchase without signing in. */
    record Receipt(UUID id, EmailAddress to, OrderId order, Instant paidAt, List<Line> lines, Money total, URI link)
            implements EmailMessage {
        public Receipt {
            lines = List.copyOf(lines);
        }
    }

    /** To the seller, once one of their products is sold; {@code total} is the sum of these lines. The buyer is not named. */
    record SaleNotice(
            UUID id, EmailAddress to, String store, OrderId order, Instant paidAt, List<Line> lines, Money total)
            implements EmailMessage {
        public SaleNotice {
            lines = List.copyOf(lines);
        }
    }

    /**
     * To the seller, when their store's money does not get through to them. {@code store} is the store's name, {@code detail} says more
     * in words fit to be shown, {@code link} leads to where it is put right.
     */
    record PayoutProblem(UUID id, EmailAddress to, String store, Kind kind, Optional<String> detail, URI link)
            implements EmailMessage {
        /** What is the matter. */
        public enum Kind {
            /** Their bank did not take a payout. */
            PAYOUT_FAILED,
            /** Their account takes no money any more: paid products are not sold until it does. */
            TRANSFERS_STOPPED,
            /** Something is wanted of them before that happens. */
            ACTION_NEEDED
        }
    }

    /** What was bought, under the title it had then. {@code store} is the store's name. */
    record Line(String title, String store, Money price) {}
}
