package dev.souk.purchases.sales;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.purchases.Variant;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.money.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a seller may see of an order: what is of their store.
 *
 * @param discountCode what the discount is called
 * @param signedIn whether the buyer had an account
 * @param disputes about the payment of the whole order
 * @param receipts the oldest first
 */
public record SaleDetail(
        Sale sale,
        boolean signedIn,
        Optional<String> discountCode,
        List<Line> lines,
        List<Back> refunds,
        List<Dispute> disputes,
        List<Download> downloads,
        List<Receipt> receipts) {
    public SaleDetail {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        downloads = List.copyOf(downloads);
        receipts = List.copyOf(receipts);
    }

    /**
     * A product that was sold, in minor units of the sale's currency.
     *
     * @param accessEnded whether it can no longer be downloaded
     * @param downloadsLeft how many links there are still to be had
     */
    public record Line(
            ProductId product,
            String title,
            Optional<Variant> variant,
            Money price,
            long discount,
            long paid,
            long tax,
            long fee,
            long refunded,
            long refundedTax,
            long refundedFee,
            int downloadsLeft,
            boolean accessEnded) {
        public long net() {
            return paid - tax - fee - (refunded - refundedTax - refundedFee);
        }
    }

    /** A refund, as far as it takes of these lines. */
    public record Back(
            RefundId id, Refund.State state, Refund.Origin origin, long amount, String reason, Instant createdAt) {}

    /** A link that was handed out. */
    public record Download(ProductId product, FileId file, Instant at) {}

    /**
     * A receipt to the buyer.
     *
     * @param sentAt empty while it is on its way
     * @param suppressed whether its address takes no mail
     */
    public record Receipt(Instant writtenAt, Optional<Instant> sentAt, boolean suppressed) {}
}
