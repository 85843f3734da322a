package dev.souk.lambda.takedown;

import dev.souk.model.StoreId;
import dev.souk.model.TakedownId;
import dev.souk.model.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * That the platform has taken something off its pages.
 *
 * @param subject the public id of the product, store or review
 * @param store whose it is
 * @param explanation for its seller, plain text of several lines
 * @param appeal what its seller says about it; once
 * @param note what the platform says to that, or as it puts it back
 */
public record Takedown(
        TakedownId id,
        String subject,
        StoreId store,
        Violation violation,
        String explanation,
        State state,
        Instant takenDownAt,
        Optional<String> appeal,
        Optional<Instant> appealedAt,
        Optional<String> note,
        Optional<Instant> decidedAt) {
    /** Why something is to be taken down. */
    public record Wish(Violation violation, String explanation) {}

    /** What is decided, and what is said about it. */
    public record Decision(State state, String note) {}

    /** How far it is. */
    public enum State {
        STANDING,
        /** Its seller has said what they have to say, and nobody has decided about it yet. */
        APPEALED,
        /** It stays so. */
        UPHELD,
        /** It is over. */
        REINSTATED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> parse(String text) {
            return Arrays.stream(values())
                    .filter(state -> state.text().equals(text))
                    .findFirst();
        }
    }
}
