package dev.souk.catalog;

import dev.souk.model.Id;
import dev.souk.model.ProductId;
import dev.souk.model.ReportId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * That somebody takes something public to be against the rules.
 *
 * @param subject the product, store or review
 * @param store whose it is
 * @param reporter empty when they had not signed in
 * @param text what they say about it
 * @param note what the admin noted who decided
 */
public record Report(
        ReportId id,
        Id subject,
        StoreId store,
        Optional<UserId> reporter,
        Violation reason,
        String text,
        State state,
        Optional<String> note,
        Instant createdAt,
        Optional<Instant> decidedAt) {
    /** What can be reported. */
    public enum Kind {
        PRODUCT {
            @Override
            public Id of(UUID value) {
                return new ProductId(value);
            }
        },
        STORE {
            @Override
            public Id of(UUID value) {
                return new StoreId(value);
            }
        },
        REVIEW {
            @Override
            public Id of(UUID value) {
                return new ReviewId(value);
            }
        };

        public abstract Id of(UUID value);

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst();
        }
    }

    /** What became of it. */
    public enum State {
        OPEN,
        /** Something was done about it. */
        RESOLVED,
        /** There was nothing to be done. */
        DISMISSED;

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
