package dev.souk.email.payout;

import dev.souk.email.Letter;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.PayoutProblem;

/** Writes to a seller that their money does not get through. */
public final class PayoutLetter {
    private PayoutLetter() {}

    /** What the templates show. {@code detail} may be empty. */
    record View(String heading, String store, String what, String detail, String link) {}

    public static Letter of(PayoutProblem problem) {
        View view = new View(
                heading(problem.kind()),
                Wording.line(problem.store()),
                what(problem.kind()),
                Wording.line(problem.detail().orElse("")),
                problem.link().toString());
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(view.heading() + ": " + Wording.inSubject(view.store(), 1), html, text);
    }

    private static String heading(PayoutProblem.Kind kind) {
        return switch (kind) {
            case PAYOUT_FAILED -> "A payout failed";
            case TRANSFERS_STOPPED -> "Your store cannot be paid";
            case ACTION_NEEDED -> "Your payouts need you";
        };
    }

    private static String what(PayoutProblem.Kind kind) {
        return switch (kind) {
            case PAYOUT_FAILED ->
                "Your bank did not take a payout. The money is safe in your balance, and is paid out again once your bank details"
                        + " are right.";
            case TRANSFERS_STOPPED ->
                "Your payout account takes no money at the moment. Your paid products are not sold until it does; what was sold"
                        + " before stays yours.";
            case ACTION_NEEDED -> "Something is wanted of you so that your payout account can go on taking money.";
        };
    }
}
