package dev.souk.catalog.reviewing;

import dev.souk.catalog.CatalogNews;
import dev.souk.catalog.Review;
import dev.souk.catalog.Reviews;
import dev.souk.catalog.VerifiedPurchase;
import dev.souk.catalog.VerifiedPurchases;
import dev.souk.catalog.reviewing.WriteReviewOutcome.FreeForGuest;
import dev.souk.catalog.reviewing.WriteReviewOutcome.NoSuchPurchase;
import dev.souk.catalog.reviewing.WriteReviewOutcome.OwnProduct;
import dev.souk.catalog.reviewing.WriteReviewOutcome.ReviewedAlready;
import dev.souk.catalog.reviewing.WriteReviewOutcome.Revoked;
import dev.souk.catalog.reviewing.WriteReviewOutcome.Written;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.PurchaseId;
import dev.souk.model.ReviewId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes reviews: only who bought a product says how it is, once. */
public final class WriteReview {
    private final Database database;
    private final CatalogNews news;
    private final IdSource ids;
    private final Clock clock;

    public WriteReview(Database database, CatalogNews news, IdSource ids, Clock clock) {
        this.database = database;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes the review of the purchase, in place of the one there is. */
    public WriteReviewOutcome write(Reader reader, PurchaseId id, Optional<String> author, Review.Words words) {
        Optional<VerifiedPurchase> found = VerifiedPurchases.in(database).find(id, reader);
        if (found.isEmpty()) {
            return new NoSuchPurchase();
        }
        VerifiedPurchase purchase = found.get();
        if (purchase.isRevoked()) {
            return new Revoked();
        }
        if (purchase.bySeller()) {
            return new OwnProduct();
        }
        if (purchase.byGuest() && !purchase.wasPaid()) {
            return new FreeForGuest();
        }
        ReviewId next = new ReviewId(ids.next());
        Instant now = clock.instant();
        List<Outbox.Entry> entries = new ArrayList<>();
        WriteReviewOutcome outcome = database.transaction(tx -> {
            entries.clear();
            WriteReviewOutcome written = written(tx, next, purchase, author, words, now);
            if (written instanceof Written(Review review, boolean first) && first) {
                entries.addAll(news.reviewed(tx, review, now));
            }
            return written;
        });
        news.send(entries);
        return outcome;
    }

    private static WriteReviewOutcome written(
            Sql tx,
            ReviewId next,
            VerifiedPurchase purchase,
            Optional<String> author,
            Review.Words words,
            Instant now) {
        Reviews reviews = Reviews.in(tx);
        Optional<Review> before = reviews.findLocked(purchase.id());
        boolean first = before.isEmpty() && reviews.add(next, purchase, author, words, now);
        if (!first) {
            // Who wrote at the same time was first: theirs is there once the insert has been refused.
            before = before.or(() -> reviews.findLocked(purchase.id()));
            if (before.isEmpty()) {
                return new ReviewedAlready();
            }
            reviews.rewrite(before.get(), author, words, now);
        }
        return new Written(reviews.find(purchase.id()).orElseThrow(), first);
    }

    /** Takes the review of the purchase back; false when there is none that {@code reader} could take back. */
    public boolean withdraw(Reader reader, PurchaseId id) {
        if (VerifiedPurchases.in(database).find(id, reader).isEmpty()) {
            return false;
        }
        return database.transaction(tx -> {
            Reviews reviews = Reviews.in(tx);
            Optional<Review> review = reviews.findLocked(id);
            review.ifPresent(reviews::delete);
            return review.isPresent();
        });
    }

    /** The review of the purchase, for who bought that. */
    public Optional<Review> find(Reader reader, PurchaseId id) {
        return VerifiedPurchases.in(database)
                .find(id, reader)
                .flatMap(purchase -> Reviews.in(database).find(purchase.id()));
    }
}
