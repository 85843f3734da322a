package dev.souk.model.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
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

    /** What was bought, under the title it had then. {@code store} is the store's name. */
    record Line(String title, String store, Money price) {}
}
