package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.outbox.SellerEvents;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.message.SellerEvent;
import dev.souk.model.message.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has sellers' programs hear of their files and of reviews, and the worker of images. Written within the transaction that decides it, and sent after the commit. */
public final class CatalogNews {
    private final Outbox outbox;
    private final SellerEvents events;
    private final IdSource ids;

    public CatalogNews(Outbox outbox, SellerEvents events, IdSource ids) {
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
    }

    /** What became of a file, if it became ready or was rejected between {@code before} and {@code after}. */
    List<Outbox.Entry> moved(Sql tx, ProductFile before, ProductFile after, Instant at) {
        if (before.state() == after.state()) {
            return List.of();
        }
        Optional<Outbox.Entry> entry = switch (after.state()) {
            case READY ->
                events.put(
                        tx,
                        new SellerEvent.FileReady(
                                store(tx, after.product()),
                                after.product(),
                                after.id(),
                                at,
                                after.purpose().text(),
                                after.name()));
            case REJECTED ->
                events.put(
                        tx,
                        new SellerEvent.FileRejected(
                                store(tx, after.product()),
                                after.product(),
                                after.id(),
                                at,
                                after.purpose().text(),
                                after.name(),
                                after.rejections().stream()
                                        .sorted()
                                        .map(Rejection::text)
                                        .toList()));
            case PROCESSING -> Optional.of(outbox.put(tx, WorkQueue.IMAGES, ids.next(), ImageWork.write(after.id())));
            case AWAITING_UPLOAD, SCANNING, ABANDONED -> Optional.empty();
        };
        return entry.stream().toList();
    }

    /** Somebody who bought it says what a product is like, for the first time. */
    public List<Outbox.Entry> reviewed(Sql tx, Review review, Instant at) {
        return events
                .put(
                        tx,
                        new SellerEvent.ReviewWritten(
                                store(tx, review.product()),
                                review.product(),
                                review.id(),
                                at,
                                review.words().rating()))
                .stream()
                .toList();
    }

    /** After the commit. */
    public void send(List<Outbox.Entry> entries) {
        outbox.send(entries);
    }

    private static StoreId store(Sql tx, ProductId product) {
        return Products.in(tx).find(product).orElseThrow().store().id();
    }
}
