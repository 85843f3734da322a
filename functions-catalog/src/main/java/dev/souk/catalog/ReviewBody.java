package dev.souk.catalog;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a buyer says of a product, and what its seller answers. */
final class ReviewBody {
    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_AUTHOR = 60;
    static final int MOST_STARS = 5;

    private ReviewBody() {}

    private record Body(
            @Nullable Long rating,
            @Nullable String text,
            @Nullable String author) {}

    private record AnswerBody(@Nullable String text) {}

    /** @param author what they want to be called, if anything */
    record Said(Review.Words words, Optional<String> author) {}

    /** Ends the request with 422 naming every field that is wrong. */
    static Said review(HttpRequest request) {
        Body body = request.json(Body.class);
        Fields fields = new Fields();
        int rating = (int) fields.number("rating", body.rating, 1, MOST_STARS);
        String text = fields.findLines("text", body.text, LONGEST_TEXT)
                .map(String::strip)
                .orElse("");
        Optional<String> author = fields.findLine("author", body.author, 1, LONGEST_AUTHOR);
        fields.check();
        return new Said(new Review.Words(rating, text), author);
    }

    static String answer(HttpRequest request) {
        AnswerBody body = request.json(AnswerBody.class);
        Fields fields = new Fields();
        String text = fields.findLines("text", body.text, LONGEST_TEXT)
                .map(String::strip)
                .orElse("");
        if (body.text == null) {
            fields.wrong("text", "required", "is required");
        } else if (text.isEmpty()) {
            fields.wrong("text", "too_short", "must not be empty");
        }
        fields.check();
        return text;
    }
}
