package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All reviews, and what they come to: {@link Rating}s are changed with them, so a writer needs a transaction. */
public interface Reviews {
    static Reviews in(Sql sql) {
        return new SqlReviews(sql);
    }

    Optional<Review> find(PurchaseId purchase);

    /** The review of the purchase, and nobody else changes it until the transaction ends. */
    Optional<Review> findLocked(PurchaseId purchase);

    /** False when its author has reviewed the product already, by this purchase or another. */
    boolean add(ReviewId id, VerifiedPurchase purchase, Optional<String> author, Review.Words words, Instant now);

    /** Writes another text, rating and author over those of {@code review}, which has to be locked. */
    void rewrite(Review review, Optional<String> author, Review.Words words, Instant now);

    /** The review, and nobody else changes it until the transaction ends. */
    Optional<Review> findLocked(ReviewId id);

    /** Of whose product it is. */
    Optional<StoreId> store(ReviewId id);

    /** Takes it off the pages and out of the counts; it has to be locked, and to be seen. */
    void hide(Review review, Instant now);

    /** The other way; it has to be locked, and not to be seen. */
    void show(Review review);

    /** Deletes a review, which has to be locked. */
    void delete(Review review);

    /** Writes the store's answer, or takes it away; empty when {@code seller} may act for no store that this is a review of. */
    Optional<Review> answer(ReviewId id, Seller seller, Optional<String> answer, Instant now);

    /** What somebody is in the store whose product it is about. */
    Optional<StoreRole> role(ReviewId id, UserId user);

    /** The product's newest reviews that are older than {@code before}, at most {@code limit}, of so many stars if that is said. */
    List<Review> of(ProductId product, Optional<Integer> rating, Optional<ReviewId> before, int limit);

    /** The same of all products of a store; with or without an answer, if that is said. */
    List<Review> of(StoreId store, Optional<Boolean> answered, Optional<ReviewId> before, int limit);
}
