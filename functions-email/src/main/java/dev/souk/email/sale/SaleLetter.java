package dev.souk.email.sale;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.LetterLine;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.SaleNotice;
import java.util.List;

/** Writes a seller's notice of a sale. */
public final class SaleLetter {
    private SaleLetter() {}

    /** What the templates show. */
    record View(String store, List<LetterLine> lines, String total, List<LetterFact> facts) {}

    public static Letter of(SaleNotice notice) {
        View view = new View(
                Wording.line(notice.store()),
                LetterLine.of(notice.lines()),
                Wording.price(notice.total()),
                List.of(
                        new LetterFact("Order", notice.order().text()),
                        new LetterFact("Date", Wording.time(notice.paidAt()))));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(subject(view), html, text);
    }

    private static String subject(View view) {
        return "You sold "
                + Wording.inSubject(
                        view.lines().getFirst().title(), view.lines().size());
    }
}
