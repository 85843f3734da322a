package dev.souk.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A product's address within its store: 1 to 80 small letters, digits and hyphens within. */
public record Slug(String text) {
    private static final int LONGEST = 80;
    /** What a title gives at most, so that a number finds room behind it. */
    private static final int LONGEST_OF_TITLE = 60;

    private static final int NUMBERS = 5;
    private static final int TAIL = 8;
    private static final String OF_NO_LETTERS = "product";

    /** Letters that are no letter with a mark. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ı', "i"));

    public static Optional<Slug> parse(String text) {
        return isSlug(text) ? Optional.of(new Slug(text)) : Optional.empty();
    }

    /** The best that can be made of a title: {@code Über-Fonts!} becomes {@code uber-fonts}; one without such letters is {@code product}. */
    public static Slug of(String title) {
        StringBuilder slug = new StringBuilder();
        String plain = Normalizer.normalize(title.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isLetterOrDigit(c)) {
                slug.append(c);
            } else if (LETTERS.containsKey(c)) {
                slug.append(LETTERS.get(c));
            } else if (!isMark(c) && !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST_OF_TITLE));
        if (slug.length() > LONGEST_OF_TITLE && slug.charAt(LONGEST_OF_TITLE) != '-' && cut.indexOf('-') > 0) {
            cut = cut.substring(0, cut.lastIndexOf('-'));
        }
        String made = cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
        return new Slug(made.isEmpty() ? OF_NO_LETTERS : made);
    }

    /**
     * What to try in turn for a product called {@code title}, where some may be taken: the slug of the title, with small numbers, and with the end
     * of the product's id, which is nobody else's.
     *
     * @param id of the product, as text
     */
    static List<Slug> candidates(String title, String id) {
        Slug first = of(title);
        List<Slug> all = new ArrayList<>(List.of(first));
        for (int number = 2; number <= NUMBERS; number++) {
            all.add(new Slug(first.text + "-" + number));
        }
        all.add(new Slug(first.text + "-" + id.substring(id.length() - TAIL)));
        return all;
    }

    private static boolean isSlug(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.startsWith("-") || text.endsWith("-")) {
            return false;
        }
        return text.chars().allMatch(c -> c == '-' || isLetterOrDigit((char) c));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** An apostrophe parts no words either. */
    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK || c == '\'' || c == '’';
    }
}
