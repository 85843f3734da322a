package dev.souk.email.receipt;

import dev.souk.email.Letter;
import dev.souk.email.LetterLine;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.Receipt;
import java.util.List;

/** Writes the receipt of a paid order. */
public final class ReceiptLetter {
    private ReceiptLetter() {}

    /** What the templates show. */
    record View(String order, String paidAt, List<LetterLine> lines, String total, String link) {}

    public static Letter of(Receipt receipt) {
        View view = new View(
                receipt.order().text(),
                Wording.time(receipt.paidAt()),
                LetterLine.of(receipt.lines()),
                Wording.price(receipt.total()),
                receipt.link().toASCIIString());
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(subject(view), html, text);
    }

    private static String subject(View view) {
        return "Your purchase: "
                + Wording.inSubject(
                        view.lines().getFirst().title(), view.lines().size());
    }
}
