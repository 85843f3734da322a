package dev.souk.catalog;

import dev.souk.model.Money;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a product costs.
 *
 * @param amount exactly that, or at least, as {@code kind} says
 * @param suggested what buyers are shown first who may pay what they want
 */
public record AskingPrice(Money amount, Kind kind, Optional<Money> suggested) {
    /** Who decides on the price. */
    public enum Kind {
        FIXED,
        /** The buyer, who pays {@code amount} or more. */
        PAY_WHAT_YOU_WANT;

        /** As it stands in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst();
        }
    }

    /** The price with what is named changed; a fixed price has nothing to suggest. */
    public AskingPrice changed(Optional<Money> newAmount, Optional<Kind> newKind, Optional<Money> newSuggested) {
        Kind kindThen = newKind.orElse(kind);
        boolean fixed = newKind.equals(Optional.of(Kind.FIXED));
        return new AskingPrice(
                newAmount.orElse(amount), kindThen, fixed ? newSuggested : newSuggested.or(this::suggested));
    }

    /** What can be wrong with a suggestion. */
    public enum Fault {
        /** Nobody is asked what they want to pay. */
        NOT_OPEN,
        OTHER_CURRENCY,
        BELOW_PRICE
    }

    /** What is wrong with it as a whole, if anything is. */
    public Optional<Fault> fault() {
        if (suggested.isEmpty()) {
            return Optional.empty();
        }
        if (kind == Kind.FIXED) {
            return Optional.of(Fault.NOT_OPEN);
        }
        if (suggested.get().currency() != amount.currency()) {
            return Optional.of(Fault.OTHER_CURRENCY);
        }
        return suggested.get().amount() < amount.amount() ? Optional.of(Fault.BELOW_PRICE) : Optional.empty();
    }
}
