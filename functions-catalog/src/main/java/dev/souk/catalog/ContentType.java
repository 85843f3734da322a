package dev.souk.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A media type without parameters, {@code application/zip}, in small letters. */
public record ContentType(String text) {
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    public ContentType {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a media type");
        }
    }

    public static Optional<ContentType> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new ContentType(lower)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
