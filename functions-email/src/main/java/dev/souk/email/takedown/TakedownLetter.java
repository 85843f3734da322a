package dev.souk.email.takedown;

import dev.souk.email.Letter;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.Violation;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import java.util.List;

/** Writes to a seller what the platform has decided about something of theirs, and what they can do about it. */
public final class TakedownLetter {
    private TakedownLetter() {}

    /**
     * What the templates show.
     *
     * @param about the product and its store, or the store
     * @param title the product's, or nothing
     * @param said what the platform says, line by line
     */
    record View(
            String heading,
            String about,
            String title,
            String store,
            String subject,
            String since,
            String because,
            List<String> said,
            String next) {}

    public static Letter of(TakedownNotice notice) {
        boolean isProduct = notice.title().isPresent();
        String about = isProduct
                ? Wording.line(notice.title().get()) + " in " + Wording.line(notice.store())
                : Wording.line(notice.store());
        View view = new View(
                heading(notice.step(), isProduct ? "product" : "store"),
                about,
                notice.title().map(Wording::line).orElse(""),
                Wording.line(notice.store()),
                notice.subject(),
                Wording.time(notice.at()),
                because(notice.violation()),
                notice.said().lines().map(Wording::line).toList(),
                next(notice.step(), isProduct));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        String name = notice.title().orElse(notice.store());
        return new Letter(view.heading() + ": " + Wording.inSubject(Wording.title(name), 1), html, text);
    }

    private static String heading(TakedownNotice.Step step, String what) {
        return switch (step) {
            case TAKEN_DOWN -> "Your " + what + " was taken down";
            case UPHELD -> "Your " + what + " stays taken down";
            case REINSTATED -> "Your " + what + " is back";
        };
    }

    private static String because(Violation violation) {
        return switch (violation) {
            case COPYRIGHT -> "it uses somebody else's work without their leave";
            case TRADEMARK -> "it uses somebody else's name or mark";
            case FRAUD -> "it is not what it says";
            case MALWARE -> "it harms the machines of those who use it";
            case ILLEGAL -> "it is against the law";
            case SEXUAL -> "it shows what this platform does not sell";
            case HATEFUL -> "it is hateful";
            case SPAM -> "it is spam";
            case OTHER -> "it is against the rules of this platform";
        };
    }

    private static String next(TakedownNotice.Step step, boolean isProduct) {
        return switch (step) {
            case TAKEN_DOWN ->
                (isProduct
                                ? "Nobody can find or buy it any more, and you cannot publish it again yourself."
                                : "Nobody can find it, and nothing in it can be bought any more.")
                        + " Who has bought before can still download. If you see it otherwise, or have mended it, say so once"
                        + " by the API, as an appeal: somebody looks at it again.";
            case UPHELD -> "What you said was looked at. Who has bought before can still download.";
            case REINSTATED ->
                isProduct
                        ? "It is as it was before it was taken down."
                        : "It and what is in it can be found and bought again.";
        };
    }
}
