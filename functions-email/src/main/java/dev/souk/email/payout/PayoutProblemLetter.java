package dev.souk.email.payout;

import dev.souk.email.Letter;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.PayoutProblem;

/** Writes to a seller whose money is held up. */
public final class PayoutProblemLetter {
    private PayoutProblemLetter() {}

    /**
     * What the templates show.
     *
     * @param told what Stripe says; may be empty
     */
    record View(String store, String heading, String explained, String todo, String told, String link) {}

    public static Letter of(PayoutProblem problem) {
        View view = new View(
                Wording.line(problem.store()),
                heading(problem.kind()),
                explained(problem.kind()),
                todo(problem.kind()),
                Wording.line(problem.detail().orElse("")),
                problem.link().toASCIIString());
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(view.heading() + ": " + Wording.inSubject(Wording.title(problem.store()), 1), html, text);
    }

    private static String heading(PayoutProblem.Kind kind) {
        return switch (kind) {
            case PAYOUT_FAILED -> "A payout did not arrive";
            case TRANSFERS_STOPPED -> "Your sales have stopped";
            case ACTION_NEEDED -> "Stripe needs something from you";
        };
    }

    private static String explained(PayoutProblem.Kind kind) {
        return switch (kind) {
            case PAYOUT_FAILED -> "Your bank sent a payout back. The money is still yours, in your balance at Stripe.";
            case TRANSFERS_STOPPED ->
                "Stripe takes no money for your account at the moment, so what is not free cannot be bought. What was"
                        + " bought stays with its buyers, and what you have earned stays yours.";
            case ACTION_NEEDED ->
                "Stripe, which pays you, wants to know something. Until it does, your payouts and your sales may"
                        + " stop.";
        };
    }

    private static String todo(PayoutProblem.Kind kind) {
        return switch (kind) {
            case PAYOUT_FAILED -> "Check your bank details";
            case TRANSFERS_STOPPED -> "Open your account";
            case ACTION_NEEDED -> "Answer Stripe";
        };
    }
}
