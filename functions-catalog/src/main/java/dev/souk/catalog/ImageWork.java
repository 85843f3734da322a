package dev.souk.catalog;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.message.UnreadableMessage;
import dev.souk.model.FileId;

/** A message on the queue {@code images}: {@code {"file": "fil_…"}}, an image of which pictures are to be made. */
public final class ImageWork {
    private ImageWork() {}

    private record Wire(String file) {}

    static String write(FileId file) {
        return Json.write(new Wire(file.text()));
    }

    /**
     * The image that the text names.
     *
     * @throws UnreadableMessage when it names none
     */
    public static FileId read(String text) {
        try {
            return FileId.parse(Tree.of(text).path("file").text(""))
                    .orElseThrow(() -> new UnreadableMessage("file", "is no file's id", null));
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "is no JSON", e);
        }
    }
}
