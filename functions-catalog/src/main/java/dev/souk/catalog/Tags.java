package dev.souk.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Words that sellers give their products, at most {@value #MOST}. What people write alike is one tag: {@code #Pixel Art} and {@code pixel art} are
 * {@code pixel-art}.
 */
final class Tags {
    static final int MOST = 10;
    static final int LONGEST = 30;
    private static final String SIGNS = "+#.";

    private Tags() {}

    /** A tag as all write it, or empty when the text is none. */
    static Optional<String> parse(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder tag = new StringBuilder();
        boolean gap = false;
        for (int at = 0; at < plain.length(); at = plain.offsetByCodePoints(at, 1)) {
            int c = plain.codePointAt(at);
            if (c == '-' || c == '_' || Character.isWhitespace(c)) {
                gap = !tag.isEmpty();
            } else if (c != '#' || !tag.isEmpty()) {
                if (!isPart(c)) {
                    return Optional.empty();
                }
                tag.append(gap ? "-" : "").appendCodePoint(c);
                gap = false;
            }
        }
        boolean hasWord = tag.codePoints().anyMatch(Character::isLetterOrDigit);
        return hasWord && tag.codePointCount(0, tag.length()) <= LONGEST
                ? Optional.of(tag.toString())
                : Optional.empty();
    }

    /** As the table keeps them. */
    static String join(List<String> tags) {
        return String.join(" ", tags);
    }

    static List<String> split(String joined) {
        List<String> tags = new ArrayList<>();
        for (int from = 0; from < joined.length(); ) {
            int blank = joined.indexOf(' ', from);
            int to = blank < 0 ? joined.length() : blank;
            tags.add(joined.substring(from, to));
            from = to + 1;
        }
        return tags;
    }

    private static boolean isPart(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || SIGNS.indexOf(c) >= 0;
    }
}
