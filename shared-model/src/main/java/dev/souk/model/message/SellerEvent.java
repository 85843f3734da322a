package dev.souk.model.message;

import dev.souk.model.DisputeId;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.VariantId;
import dev.souk.model.WebhookEndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened in one store, as its seller's programs are told. Of people there are ids alone: whoever wants to know more asks the API, which
 * knows who may.
 */
public sealed interface SellerEvent {
    StoreId store();

    /** When it happened. */
    Instant at();

    /** What kind of thing it is. */
    default SellerEventType type() {
        return switch (this) {
            case SaleCompleted _ -> SellerEventType.SALE_COMPLETED;
            case SaleRefunded _ -> SellerEventType.SALE_REFUNDED;
            case DisputeOpened _ -> SellerEventType.DISPUTE_OPENED;
            case DisputeClosed _ -> SellerEventType.DISPUTE_CLOSED;
            case FileReady _ -> SellerEventType.FILE_READY;
            case FileRejected _ -> SellerEventType.FILE_REJECTED;
            case ReviewWritten _ -> SellerEventType.REVIEW_WRITTEN;
            case EndpointTested _ -> SellerEventType.ENDPOINT_TESTED;
        };
    }

    /** An order is paid. {@code lines} are those of this store, {@code total} is their sum. */
    record SaleCompleted(StoreId store, OrderId order, Instant at, List<Line> lines, Money total)
            implements SellerEvent {
        public SaleCompleted {
            lines = List.copyOf(lines);
        }
    }

    /** Money went back to a buyer. {@code lines} say how much for which of this store's, {@code refunded} is their sum. */
    record SaleRefunded(StoreId store, OrderId order, RefundId refund, Instant at, List<Line> lines, Money refunded)
            implements SellerEvent {
        public SaleRefunded {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A buyer's bank asks a payment back.
     *
     * @param amount of the whole order, which may be other stores' too
     * @param reason Stripe's word for it
     * @param respondBy until when evidence is taken
     */
    record DisputeOpened(
            StoreId store,
            OrderId order,
            DisputeId dispute,
            Instant at,
            Money amount,
            String reason,
            Optional<Instant> respondBy)
            implements SellerEvent {}

    /** The bank has decided. */
    record DisputeClosed(StoreId store, OrderId order, DisputeId dispute, Instant at, Money amount, boolean won)
            implements SellerEvent {}

    /** A file has been looked at, and buyers can have it. */
    record FileReady(StoreId store, ProductId product, FileId file, Instant at, String purpose, String name)
            implements SellerEvent {}

    /** A file has been looked at, and nobody can have it. */
    record FileRejected(
            StoreId store,
            ProductId product,
            FileId file,
            Instant at,
            String purpose,
            String name,
            List<String> because)
            implements SellerEvent {
        public FileRejected {
            because = List.copyOf(because);
        }
    }

    /** A buyer says what a product is like, for the first time. */
    record ReviewWritten(StoreId store, ProductId product, ReviewId review, Instant at, int rating)
            implements SellerEvent {}

    /** The seller tries an endpoint. */
    record EndpointTested(StoreId store, WebhookEndpointId endpoint, Instant at) implements SellerEvent {}

    /** What was sold, under the title it had then. */
    record Line(ProductId product, String title, Optional<Variant> variant, Money amount) {}

    /** As what a product was sold, under the name it had then. */
    record Variant(VariantId id, String name) {}
}
