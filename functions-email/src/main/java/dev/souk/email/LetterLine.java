package dev.souk.email;

import dev.souk.model.message.EmailMessage.Line;
import java.util.List;

/** A line of an order as a letter shows it; {@code store} may be empty. Every field is a single line of text, not yet escaped. */
public record LetterLine(String title, String store, String price) {
    public static List<LetterLine> of(List<Line> lines) {
        return lines.stream()
                .map(line -> new LetterLine(
                        Wording.title(line.title()), Wording.line(line.store()), Wording.price(line.price())))
                .toList();
    }
}
