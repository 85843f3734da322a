package dev.souk.email;

import dev.souk.model.Money;
import dev.souk.model.message.EmailMessage.Line;
import java.util.List;
import java.util.function.Function;

/** A line of an order as a letter shows it; {@code store} may be empty. Every field is a single line of text, not yet escaped. */
public record LetterLine(String title, String store, String price) {
    /** What was bought: nothing to pay is free. */
    public static List<LetterLine> of(List<Line> lines) {
        return of(lines, Wording::price);
    }

    /** What went back, where nothing is an amount like any other. */
    public static List<LetterLine> ofRefunded(List<Line> lines) {
        return of(lines, Money::display);
    }

    private static List<LetterLine> of(List<Line> lines, Function<Money, String> price) {
        return lines.stream()
                .map(line -> new LetterLine(
                        Wording.title(line.title()), Wording.line(line.store()), price.apply(line.price())))
                .toList();
    }
}
