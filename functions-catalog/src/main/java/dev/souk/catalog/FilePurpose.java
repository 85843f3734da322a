package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file is for: buyers download it, or it is a picture on the product's page. */
public enum FilePurpose {
    DOWNLOAD,
    COVER,
    /** One of the further pictures on the page, in the seller's order. */
    GALLERY;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a picture is made of it. */
    public boolean isShown() {
        return this != DOWNLOAD;
    }

    public static Optional<FilePurpose> parse(String text) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.text().equals(text))
                .findFirst();
    }
}
