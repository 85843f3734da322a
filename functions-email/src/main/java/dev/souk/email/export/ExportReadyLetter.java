package dev.souk.email.export;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.ExportReady;
import java.util.List;

/** Writes to whoever had a store's sales written into a file. */
public final class ExportReadyLetter {
    private ExportReadyLetter() {}

    /** What the templates show. */
    record View(String store, String until, String link, List<LetterFact> facts) {}

    public static Letter of(ExportReady export) {
        String store = Wording.line(export.store());
        String until = Wording.time(export.expiresAt());
        View view = new View(
                store,
                until,
                export.link().toASCIIString(),
                List.of(
                        new LetterFact("Store", store),
                        new LetterFact("Rows", String.valueOf(export.rows())),
                        new LetterFact("Deleted on", until)));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter("The sales of " + store + " are ready to download", html, text);
    }
}
