package dev.souk.stripe.standin.page;

import dev.souk.stripe.standin.payment.CheckoutSession;
import org.jspecify.annotations.Nullable;

/** The page of a session that takes no payment any more, or of none. */
final class StatePage {
    private StatePage() {}

    static String of(CheckoutSession session) {
        if (session.status() == CheckoutSession.Status.EXPIRED) {
            return of(
                    "This payment has expired",
                    "Nothing was charged. Go back to the shop to start again.",
                    link(session.asked().cancelUrl(), "Back to the shop"));
        }
        if (session.pending() != null) {
            return done(
                    "Waiting for the bank",
                    "The debit is under way. The seller hears from the bank whether it was paid.",
                    session);
        }
        return session.paid()
                ? done("This is paid", "The payment was taken once; it is not taken again.", session)
                : of(
                        "The bank refused the debit",
                        "Nothing was charged.",
                        link(session.asked().cancelUrl(), "Back to the shop"));
    }

    private static String done(String title, String text, CheckoutSession session) {
        return frame("good", "✓", title, text, link(session.successUrl(), "Continue"));
    }

    /** @param action HTML, or nothing */
    static String of(String title, String text, String action) {
        return frame("bad", "!", title, text, action);
    }

    private static String frame(String kind, String mark, String title, String text, String action) {
        return Html.page(title, """
                <main class="outcome">
                <div class="mark %s" aria-hidden="true">%s</div>
                <h1>%s</h1>
                <p>%s</p>
                <div>%s</div>
                </main>
                """.formatted(kind, mark, Html.escape(title), Html.escape(text), action));
    }

    private static String link(@Nullable String url, String text) {
        return url == null ? "" : "<a class=\"go\" href=\"" + Html.escape(url) + "\">" + Html.escape(text) + "</a>";
    }
}
