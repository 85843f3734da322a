package dev.souk.model.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.StoreRole;
import dev.souk.model.Violation;
import dev.souk.model.WebhookEndpointId;
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

    /** The order that it is about; empty when it is about none. */
    default Optional<OrderId> about() {
        return switch (this) {
            case Receipt receipt -> Optional.of(receipt.order());
            case SaleNotice notice -> Optional.of(notice.order());
            case RefundNotice notice -> Optional.of(notice.order());
            case DisputeNotice notice -> Optional.of(notice.order());
            case OrderReady ready -> Optional.of(ready.order());
            case NewVersion version -> Optional.of(version.order());
            case PayoutProblem _, WebhookDisabled _, TakedownNotice _, Invitation _, ExportReady _ -> Optional.empty();
        };
    }

    /**
     * To the buyer, once an order is paid. {@code link} opens the purchase without signing in.
     *
     * @param discount what was taken off; the lines' prices are those before it
     * @param tax what was added for tax, or is in the total
     * @param boughtBefore titles of this order that its address had bought already; none when there are none
     */
    record Receipt(
            UUID id,
            EmailAddress to,
            OrderId order,
            Instant paidAt,
            List<Line> lines,
            Optional<Money> discount,
            Optional<Money> tax,
            Money total,
            URI link,
            List<String> boughtBefore)
            implements EmailMessage {
        public Receipt {
            lines = List.copyOf(lines);
            boughtBefore = List.copyOf(boughtBefore);
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
     * To the buyer, once money went back. The price of a line is what was refunded of it.
     *
     * @param accessEnded whether these lines can no longer be downloaded
     */
    record RefundNotice(
            UUID id,
            EmailAddress to,
            OrderId order,
            Instant refundedAt,
            List<Line> lines,
            Money refunded,
            boolean accessEnded,
            URI link)
            implements EmailMessage {
        public RefundNotice {
            lines = List.copyOf(lines);
        }
    }

    /**
     * To the seller, when a buyer's bank asks a payment back, and once it has decided.
     *
     * @param store the store's name
     * @param reason Stripe's word for it: {@code product_not_received}, {@code fraudulent} …
     * @param respondBy until when evidence is taken
     */
    record DisputeNotice(
            UUID id,
            EmailAddress to,
            String store,
            OrderId order,
            Stage stage,
            Money amount,
            String reason,
            Optional<Instant> respondBy)
            implements EmailMessage {
        /** How far the dispute is. */
        public enum Stage {
            OPENED,
            /** The seller keeps the money. */
            WON,
            /** The buyer has it back. */
            LOST
        }
    }

    /**
     * To the seller, when money cannot get to them.
     *
     * @param detail what Stripe says of it, for people to read
     * @param link where the seller can do something about it
     */
    record PayoutProblem(UUID id, EmailAddress to, String store, Kind kind, Optional<String> detail, URI link)
            implements EmailMessage {
        /** What the matter is. */
        public enum Kind {
            /** A payout to the seller's bank came back. */
            PAYOUT_FAILED,
            /** Stripe takes no transfers for the account: nothing paid is sold until it does again. */
            TRANSFERS_STOPPED,
            /** Stripe wants to know something, or it will stop. */
            ACTION_NEEDED
        }
    }

    /**
     * To the seller, when the platform takes something of theirs off its pages, and when it has decided about that anew.
     *
     * @param store the store's name
     * @param subject the id of the product or the store
     * @param title the product's; empty when it is the store itself
     * @param violation what is wrong with it
     * @param said what the platform says about it, plain text of several lines
     */
    record TakedownNotice(
            UUID id,
            EmailAddress to,
            String store,
            String subject,
            Optional<String> title,
            Step step,
            Violation violation,
            String said,
            Instant at)
            implements EmailMessage {
        /** How far it is. */
        public enum Step {
            TAKEN_DOWN,
            /** It stays so, whatever its seller said about it. */
            UPHELD,
            /** It is as it was before. */
            REINSTATED
        }
    }

    /**
     * To the seller, when nothing is sent any more to a webhook endpoint of theirs.
     *
     * @param store the store's name
     * @param host where the endpoint is
     */
    record WebhookDisabled(
            UUID id,
            EmailAddress to,
            String store,
            WebhookEndpointId endpoint,
            String host,
            Why why,
            Instant disabledAt)
            implements EmailMessage {
        /** What the matter is. */
        public enum Why {
            /** It said itself that it is gone. */
            GONE,
            /** It took nothing for as long as it is tried. */
            FAILING
        }
    }

    /** To a buyer whose order was accepted while Stripe could not be reached, once it can be paid. {@code link} is where. */
    record OrderReady(UUID id, EmailAddress to, OrderId order, Money total, URI link) implements EmailMessage {}

    /**
     * To a buyer, when what they bought has a new version.
     *
     * @param order by which they bought it
     * @param title what it was called then
     * @param store the store's name
     * @param file what the version's file is called
     * @param number which version of its file it is, from 1
     * @param notes what is new in it, in the seller's words
     * @param link opens the purchase without signing in
     * @param stop where a mail program may POST that its user wants no more of these mails, if there is such a place
     */
    record NewVersion(
            UUID id,
            EmailAddress to,
            OrderId order,
            String title,
            String store,
            String file,
            int number,
            Optional<String> notes,
            URI link,
            Optional<URI> stop)
            implements EmailMessage {}

    /**
     * To somebody whom a store's owner wants to be a member. Whoever has {@code link} can become one.
     *
     * @param store the store's name
     * @param role what they would be, not its owner
     * @param expiresAt until when the link is good
     */
    record Invitation(UUID id, EmailAddress to, String store, StoreRole role, Instant expiresAt, URI link)
            implements EmailMessage {}

    /**
     * To whoever had a store's sales written into a file, once it is there.
     *
     * @param store the store's name
     * @param rows how many the file has
     * @param expiresAt when it is deleted
     * @param link where it can be had
     */
    record ExportReady(UUID id, EmailAddress to, String store, long rows, Instant expiresAt, URI link)
            implements EmailMessage {}

    /** What was bought, under the title it had then. {@code store} is the store's name. */
    record Line(String title, String store, Money price) {}
}
