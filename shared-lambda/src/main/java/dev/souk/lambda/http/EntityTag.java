package dev.souk.lambda.http;

import java.util.Optional;

/** Entity tags: the version of a row, quoted. */
final class EntityTag {
    private EntityTag() {}

    static String of(int version) {
        return "\"v" + version + "\"";
    }

    /** The version that {@code tag} writes, or empty when it is none of ours: then it matches nothing. */
    static Optional<Integer> version(String tag) {
        String text = tag.strip();
        if (!text.startsWith("\"v") || !text.endsWith("\"") || text.length() < 4 || text.length() > 13) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text.substring(2, text.length() - 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
