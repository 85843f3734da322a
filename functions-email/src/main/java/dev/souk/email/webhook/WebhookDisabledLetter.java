package dev.souk.email.webhook;

import dev.souk.email.Letter;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.WebhookDisabled;

/** Writes to a seller whose webhook endpoint is told nothing any more. */
public final class WebhookDisabledLetter {
    private WebhookDisabledLetter() {}

    /** What the templates show. */
    record View(String store, String heading, String explained, String host, String endpoint, String since) {}

    public static Letter of(WebhookDisabled disabled) {
        View view = new View(
                Wording.line(disabled.store()),
                "A webhook endpoint was disabled",
                explained(disabled.why()),
                Wording.line(disabled.host()),
                disabled.endpoint().text(),
                Wording.time(disabled.disabledAt()));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(view.heading() + ": " + Wording.inSubject(Wording.title(disabled.store()), 1), html, text);
    }

    private static String explained(WebhookDisabled.Why why) {
        return switch (why) {
            case GONE -> "It answered that it is gone for good (410), so nothing more is sent to it.";
            case FAILING ->
                "It took nothing that it was sent for three days, so nothing more is sent to it. Each attempt and what came of"
                        + " it is in the log of its deliveries.";
        };
    }
}
