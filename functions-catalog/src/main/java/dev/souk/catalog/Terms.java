package dev.souk.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, as they are searched for: in small letters, without accents, without the plural's s, {@code c++} as {@code cplusplus}; of
 * scripts that are written without blanks every two characters. What a full-text index takes for a word, which it leaves out and which signs
 * mean something to it differs between servers and their settings: it is given these words, each behind {@value #MARK}, and nothing else, so that none
 * is too short, is a stopword or an operator.
 */
public final class Terms {
    static final String MARK = "qq";
    private static final int LONGEST = 32;
    private static final int MOST = 1_500;
    private static final int SHORTEST_PLURAL = 4;

    private Terms() {}

    /** The words in their order, each once. */
    public static List<String> of(String text) {
        Set<String> terms = new LinkedHashSet<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("c++", "cplusplus")
                .replace("c#", "csharp")
                .replace("f#", "fsharp");
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < plain.length() && terms.size() < MOST; at = plain.offsetByCodePoints(at, 1)) {
            int c = plain.codePointAt(at);
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '’') {
                add(terms, word);
            }
        }
        add(terms, word);
        return List.copyOf(terms);
    }

    /** As a full-text column keeps them. */
    static String indexed(List<String> terms) {
        StringBuilder text = new StringBuilder();
        for (String term : terms) {
            text.append(text.isEmpty() ? "" : " ").append(MARK).append(term);
        }
        return text.toString();
    }

    /**
     * The search in boolean mode for what has all of the terms.
     *
     * @param begun the last one is perhaps the beginning of a word only: somebody still types
     */
    static String all(List<String> terms, boolean begun) {
        StringBuilder search = new StringBuilder();
        for (String term : terms) {
            search.append(search.isEmpty() ? "+" : " +").append(MARK).append(term);
        }
        return search.append(begun ? "*" : "").toString();
    }

    private static void add(Set<String> terms, StringBuilder word) {
        if (word.isEmpty()) {
            return;
        }
        String whole = word.toString();
        word.setLength(0);
        List<Integer> run = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        whole.codePoints().forEach(c -> {
            if (isWrittenWithoutBlanks(c)) {
                addWord(terms, letters);
                run.add(c);
            } else {
                addPairs(terms, run);
                letters.appendCodePoint(c);
            }
        });
        addPairs(terms, run);
        addWord(terms, letters);
    }

    private static void addWord(Set<String> terms, StringBuilder letters) {
        if (!letters.isEmpty()) {
            String word = letters.toString();
            letters.setLength(0);
            boolean plural = word.length() >= SHORTEST_PLURAL && word.endsWith("s") && !word.endsWith("ss");
            String one = plural ? word.substring(0, word.length() - 1) : word;
            terms.add(
                    one.codePointCount(0, one.length()) <= LONGEST
                            ? one
                            : one.substring(0, one.offsetByCodePoints(0, LONGEST)));
        }
    }

    private static void addPairs(Set<String> terms, List<Integer> run) {
        for (int i = 0; i < Math.max(1, run.size() - 1) && !run.isEmpty(); i++) {
            StringBuilder pair = new StringBuilder().appendCodePoint(run.get(i));
            if (i + 1 < run.size()) {
                pair.appendCodePoint(run.get(i + 1));
            }
            terms.add(pair.toString());
        }
        run.clear();
    }

    private static boolean isWrittenWithoutBlanks(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
