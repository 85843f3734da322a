package dev.souk.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The images that may be uploaded to be shown. */
public enum ImageType {
    PNG("image/png"),
    JPEG("image/jpeg"),
    WEBP("image/webp"),
    GIF("image/gif");

    /** So many bytes are enough to recognise each. */
    public static final int BEGINNING = 16;

    /** In bytes: 5 MiB. */
    public static final int LARGEST = 5 * 1024 * 1024;

    private final String contentType;

    ImageType(String contentType) {
        this.contentType = contentType;
    }

    public static Optional<ImageType> of(ContentType type) {
        return Arrays.stream(values())
                .filter(image -> image.contentType.equals(type.text()))
                .findFirst();
    }

    /** Whether bytes that begin like this are such an image. */
    public boolean begins(byte[] bytes) {
        return switch (this) {
            case PNG -> has(bytes, 0, "\u0089PNG\r\n\u001a\n");
            case JPEG -> has(bytes, 0, "\u00ff\u00d8\u00ff");
            case GIF -> has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
            case WEBP -> has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
        };
    }

    private static boolean has(byte[] bytes, int at, String mark) {
        byte[] expected = mark.getBytes(StandardCharsets.ISO_8859_1);
        int end = at + expected.length;
        return bytes.length >= end && Arrays.equals(bytes, at, end, expected, 0, expected.length);
    }
}
