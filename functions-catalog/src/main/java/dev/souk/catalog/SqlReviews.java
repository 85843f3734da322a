package dev.souk.catalog;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link Reviews} in the tables {@code reviews} and {@code product_ratings}. */
record SqlReviews(Sql sql) implements Reviews {
    private static final String SELECT = """
            SELECT id, product_id, author, rating, text, created_at, updated_at, answer, answered_at, taken_down_at
            FROM reviews
            """;

    @Override
    public Optional<Review> find(PurchaseId purchase) {
        return sql.first(SELECT + "WHERE purchase_id = ?", SqlReviews::review, purchase);
    }

    @Override
    public Optional<Review> findLocked(PurchaseId purchase) {
        return sql.first(SELECT + "WHERE purchase_id = ? FOR UPDATE", SqlReviews::review, purchase);
    }

    @Override
    public boolean add(
            ReviewId id, VerifiedPurchase purchase, Optional<String> author, Review.Words words, Instant now) {
        try {
            sql.update(
                    """
                    INSERT INTO reviews
                        (id, purchase_id, product_id, store_id, author_key, author, rating, text, created_at, updated_at)
                    SELECT ?, ?, id, store_id, ?, ?, ?, ?, ?, ? FROM products WHERE id = ?""",
                    id,
                    purchase.id(),
                    purchase.authorKey(),
                    author,
                    words.rating(),
                    words.text(),
                    now,
                    now,
                    purchase.product());
        } catch (DuplicateKey _) {
            return false;
        }
        count(purchase.product(), words.rating(), 1);
        return true;
    }

    @Override
    public void rewrite(Review review, Optional<String> author, Review.Words words, Instant now) {
        sql.update(
                "UPDATE reviews SET author = ?, rating = ?, text = ?, updated_at = ? WHERE id = ?",
                author,
                words.rating(),
                words.text(),
                now,
                review.id());
        if (isCounted(review) && review.words().rating() != words.rating()) {
            count(review.product(), review.words().rating(), -1);
            count(review.product(), words.rating(), 1);
        }
    }

    @Override
    public void delete(Review review) {
        sql.update("DELETE FROM reviews WHERE id = ?", review.id());
        if (isCounted(review)) {
            count(review.product(), review.words().rating(), -1);
        }
    }

    @Override
    public Optional<Review> findLocked(ReviewId id) {
        return sql.first(SELECT + "WHERE id = ? FOR UPDATE", SqlReviews::review, id);
    }

    @Override
    public Optional<StoreId> store(ReviewId id) {
        return sql.first("SELECT store_id FROM reviews WHERE id = ?", row -> new StoreId(row.uuid("store_id")), id);
    }

    @Override
    public void hide(Review review, Instant now) {
        sql.update("UPDATE reviews SET taken_down_at = ? WHERE id = ?", now, review.id());
        count(review.product(), review.words().rating(), -1);
    }

    @Override
    public void show(Review review) {
        sql.update("UPDATE reviews SET taken_down_at = NULL WHERE id = ?", review.id());
        count(review.product(), review.words().rating(), 1);
    }

    /** What nobody sees does not count. */
    private static boolean isCounted(Review review) {
        return review.takenDownAt().isEmpty();
    }

    @Override
    public Optional<Review> answer(ReviewId id, Seller seller, Optional<String> answer, Instant now) {
        sql.update("""
                UPDATE reviews SET answer = ?, answered_at = ?
                WHERE id = ? AND taken_down_at IS NULL AND store_id\s""" + Seller.MAY, answer, answer.map(_ -> now), id, seller.id(), seller.anyOf());
        return sql.first(
                SELECT + "WHERE id = ? AND taken_down_at IS NULL AND store_id " + Seller.MAY,
                SqlReviews::review,
                id,
                seller.id(),
                seller.anyOf());
    }

    @Override
    public Optional<StoreRole> role(ReviewId id, UserId user) {
        return sql.first("""
                SELECT m.role
                FROM reviews r JOIN store_members m ON m.store_id = r.store_id
                WHERE r.id = ? AND m.user_id = ?""", Members::role, id, user);
    }

    @Override
    public List<Review> of(ProductId product, Optional<Integer> rating, Optional<ReviewId> before, int limit) {
        return sql.query(
                SELECT
                        + "WHERE product_id = ? AND taken_down_at IS NULL AND (? IS NULL OR rating = ?) AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                SqlReviews::review,
                product,
                rating,
                rating,
                before,
                before,
                limit);
    }

    @Override
    public List<Review> of(StoreId store, Optional<Boolean> answered, Optional<ReviewId> before, int limit) {
        return sql.query(
                SELECT
                        + "WHERE store_id = ? AND taken_down_at IS NULL AND (? IS NULL OR (answer IS NOT NULL) = ?) AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                SqlReviews::review,
                store,
                answered,
                answered,
                before,
                before,
                limit);
    }

    private void count(ProductId product, int rating, int more) {
        countStars(product, rating, more);
        sql.update("""
                UPDATE listings
                SET rating = COALESCE((SELECT r.average_hundredths FROM product_ratings r WHERE r.product_id = listings.product_id), 0)
                WHERE product_id = ?""", product);
    }

    /** In one statement, so that nobody's count is lost whoever else reviews the product. */
    private void countStars(ProductId product, int rating, int more) {
        String stars = "stars_" + rating;
        if (sql.update(
                        "UPDATE product_ratings SET " + stars + " = " + stars + " + ? WHERE product_id = ?",
                        more,
                        product)
                == 0) {
            sql.update(
                    """
                    INSERT INTO product_ratings (product_id, stars_1, stars_2, stars_3, stars_4, stars_5)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON DUPLICATE KEY UPDATE %1$s = %1$s + 1""".formatted(stars),
                    product,
                    rating == 1 ? 1 : 0,
                    rating == 2 ? 1 : 0,
                    rating == 3 ? 1 : 0,
                    rating == 4 ? 1 : 0,
                    rating == 5 ? 1 : 0);
        }
    }

    private static Review review(Row row) throws SQLException {
        Optional<Instant> answeredAt = row.findInstant("answered_at");
        return new Review(
                new ReviewId(row.uuid("id")),
                new ProductId(row.uuid("product_id")),
                row.findText("author"),
                new Review.Words(row.integer("rating"), row.text("text")),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.findText("answer").map(text -> new Review.Answer(text, answeredAt.orElseThrow())),
                row.findInstant("taken_down_at"));
    }
}
