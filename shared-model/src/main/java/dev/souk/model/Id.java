package dev.souk.model;

import java.util.Optional;
import java.util.UUID;

/**
 * An id as the world sees it: a prefix that says what it names, an underscore, and 26 characters of Crockford's base 32
 * (lower case) for the 128 bits. {@code ord_01k9x3…}. Stored as {@code BINARY(16)}.
 */
public sealed interface Id
        permits AccessTokenId,
                InvitationId,
                AuditEntryId,
                UserId,
                StoreId,
                ProductId,
                VariantId,
                FileId,
                OrderId,
                PurchaseId,
                DiscountId,
                RefundId,
                ReviewId,
                TakedownId,
                ReportId,
                DisputeId,
                TransferId,
                CustomerId,
                ExportId,
                WebhookEndpointId,
                WebhookEventId,
                WebhookDeliveryId {
    UUID value();

    /** The letters before the underscore. */
    String prefix();

    /** The whole id, {@code prefix_26characters}. */
    default String text() {
        return Base32.format(prefix(), value());
    }

    /** The bits of {@code text} when it is an id of this prefix, else empty: ids come from outside and may be anything. */
    static Optional<UUID> parse(String prefix, String text) {
        return Base32.parse(prefix, text);
    }
}
