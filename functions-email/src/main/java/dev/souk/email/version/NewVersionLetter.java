package dev.souk.email.version;

import dev.souk.email.Letter;
import dev.souk.email.LetterFact;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.message.EmailMessage.NewVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes to a buyer when what they bought has a new version. */
public final class NewVersionLetter {
    /** Of a seller's notes; the rest is beside the file. */
    private static final int MOST_LINES = 30;

    private static final int MOST_CHARACTERS = 2_000;

    private NewVersionLetter() {}

    /**
     * What the templates show.
     *
     * @param what {@code version 2} or {@code a new file}
     * @param notes what is new, line by line; none when the seller says nothing of it
     */
    record View(
            String title,
            String store,
            String file,
            String what,
            List<String> notes,
            String link,
            List<LetterFact> facts) {}

    public static Letter of(NewVersion version) {
        View view = new View(
                Wording.title(version.title()),
                Wording.line(version.store()),
                Wording.line(version.file()),
                version.number() == 1 ? "a new file" : "version " + version.number(),
                notes(version.notes()),
                version.link().toASCIIString(),
                List.of(
                        new LetterFact("Store", Wording.line(version.store())),
                        new LetterFact("Order", version.order().text())));
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter("New for you: " + Wording.inSubject(view.title(), 1), html, text);
    }

    /** Each line by itself, so that none can look like one of the letter's. */
    private static List<String> notes(Optional<String> text) {
        List<String> lines = new ArrayList<>();
        int left = MOST_CHARACTERS;
        for (String each : text.orElse("").lines().toList()) {
            String line = Wording.line(each);
            if (lines.size() == MOST_LINES || line.length() > left) {
                lines.add("…");
                break;
            }
            left -= line.length();
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
