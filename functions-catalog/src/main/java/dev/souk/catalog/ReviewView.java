package dev.souk.catalog;

import dev.souk.model.ProductId;
import dev.souk.model.ReviewId;
import java.time.Instant;
import java.util.Optional;

/** The contract's {@code Review}. */
record ReviewView(
        ReviewId id,
        ProductId productId,
        int rating,
        String text,
        Optional<String> author,
        Instant createdAt,
        Instant updatedAt,
        Optional<AnswerView> answer,
        Optional<Instant> takenDownAt) {
    record AnswerView(String text, Instant answeredAt) {}

    static ReviewView of(Review review) {
        return new ReviewView(
                review.id(),
                review.product(),
                review.words().rating(),
                review.words().text(),
                review.author(),
                review.createdAt(),
                review.updatedAt(),
                review.answer().map(answer -> new AnswerView(answer.text(), answer.at())),
                review.takenDownAt());
    }

    /** About how many characters it has. */
    int weight() {
        return 400 + text.length() + answer.map(given -> given.text().length()).orElse(0);
    }
}
