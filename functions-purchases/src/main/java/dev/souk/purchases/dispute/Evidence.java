package dev.souk.purchases.dispute;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.purchases.Order;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.money.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that there is to answer a dispute with. */
public record Evidence(Dispute dispute, Order order, List<Mail> mails, List<Download> downloads, List<Refund> refunds) {
    public Evidence {
        mails = List.copyOf(mails);
        downloads = List.copyOf(downloads);
        refunds = List.copyOf(refunds);
    }

    /**
     * A mail about the order.
     *
     * @param kind {@code receipt}, {@code refund_notice} …
     * @param sentAt when the mail server took it; empty when it has not
     */
    public record Mail(String kind, Instant writtenAt, Optional<Instant> sentAt) {}

    /** A download link that was handed out. */
    public record Download(
            ProductId product, FileId file, Instant at, Optional<String> sourceIp, Optional<String> userAgent) {}
}
