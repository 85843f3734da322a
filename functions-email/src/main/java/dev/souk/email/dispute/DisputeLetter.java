package dev.souk.email.dispute;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import java.util.ArrayList;
import java.util.List;

/** Writes a seller's notice of a dispute. It does not name the buyer. */
public final class DisputeLetter {
    private DisputeLetter() {}

    /** What the templates show. */
    record View(String store, DisputeNotice.Stage stage, String amount, List<LetterFact> facts) {
        String heading() {
            return switch (stage) {
                case OPENED -> "A payment is disputed";
                case WON -> "A dispute was decided for you";
                case LOST -> "A dispute was decided for the buyer";
            };
        }

        boolean isOpen() {
            return stage == DisputeNotice.Stage.OPENED;
        }

        boolean isWon() {
            return stage == DisputeNotice.Stage.WON;
        }
    }

    public static Letter of(DisputeNotice notice) {
        View view = new View(
                Wording.line(notice.store()), notice.stage(), notice.amount().display(), facts(notice));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(view.heading() + ": " + view.amount(), html, text);
    }

    private static List<LetterFact> facts(DisputeNotice notice) {
        List<LetterFact> facts = new ArrayList<>();
        facts.add(new LetterFact("Order", notice.order().text()));
        facts.add(new LetterFact("Amount", notice.amount().display()));
        // Stripe's words for it are made of words and low lines.
        String reason = Wording.line(notice.reason().replace('_', ' '));
        if (!reason.isEmpty()) {
            facts.add(new LetterFact("Reason given", reason));
        }
        if (notice.stage() == DisputeNotice.Stage.OPENED) {
            notice.respondBy().ifPresent(until -> facts.add(new LetterFact("Evidence until", Wording.time(until))));
        }
        return facts;
    }
}
