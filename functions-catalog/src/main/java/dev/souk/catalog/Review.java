package dev.souk.catalog;

import dev.souk.model.ProductId;
import dev.souk.model.ReviewId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a buyer says of what they bought, and what its seller says to that.
 *
 * @param product what it is of
 * @param takenDownAt since when the platform does not show it, nor count it
 * @param author what they want to be called, if anything
 */
public record Review(
        ReviewId id,
        ProductId product,
        Optional<String> author,
        Words words,
        Instant createdAt,
        Instant updatedAt,
        Optional<Answer> answer,
        Optional<Instant> takenDownAt) {
    /**
     * @param rating one to five stars
     * @param text plain, of several lines, perhaps empty
     */
    public record Words(int rating, String text) {}

    public record Answer(String text, Instant at) {}
}
