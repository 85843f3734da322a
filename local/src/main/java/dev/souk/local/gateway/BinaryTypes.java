package dev.souk.local.gateway;

import java.util.List;
import java.util.Locale;

/** The API's {@code binaryMediaTypes}: bodies of these reach a function in base64, all others as text. */
final class BinaryTypes {
    private static final List<String> TYPES =
            List.of("application/octet-stream", "application/pdf", "application/zip", "multipart/form-data");
    private static final List<String> FAMILIES = List.of("image/", "audio/", "video/", "font/");

    private BinaryTypes() {}

    /** @param contentType as the header has it, with parameters or without */
    static boolean include(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPES.contains(type) || FAMILIES.stream().anyMatch(type::startsWith);
    }
}
