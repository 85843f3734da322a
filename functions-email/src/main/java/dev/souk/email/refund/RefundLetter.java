package dev.souk.email.refund;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.LetterLine;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.RefundNotice;
import java.util.List;

/** Writes a buyer's notice of a refund. */
public final class RefundLetter {
    private RefundLetter() {}

    /** What the templates show. */
    record View(List<LetterLine> lines, String refunded, boolean accessEnded, String link, List<LetterFact> facts) {}

    public static Letter of(RefundNotice notice) {
        View view = new View(
                LetterLine.ofRefunded(notice.lines()),
                notice.refunded().display(),
                notice.accessEnded(),
                notice.link().toASCIIString(),
                List.of(
                        new LetterFact("Order", notice.order().text()),
                        new LetterFact("Refunded", Wording.time(notice.refundedAt()))));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(subject(view), html, text);
    }

    private static String subject(View view) {
        return "Your refund of " + view.refunded() + ": "
                + Wording.inSubject(
                        view.lines().getFirst().title(), view.lines().size());
    }
}
