package dev.souk.catalog;

import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;

/**
 * Something that somebody bought.
 *
 * @param byGuest whoever bought it had no account
 * @param wasPaid it was not free
 * @param isRevoked it was taken back
 * @param bySeller the seller bought it from themselves
 * @param authorKey 32 bytes, the same for all that one account or address bought
 */
public record VerifiedPurchase(
        PurchaseId id,
        ProductId product,
        boolean byGuest,
        boolean wasPaid,
        boolean isRevoked,
        boolean bySeller,
        byte[] authorKey) {
    public VerifiedPurchase {
        authorKey = authorKey.clone();
    }

    @Override
    public byte[] authorKey() {
        return authorKey.clone();
    }
}
