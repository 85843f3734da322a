package dev.souk.catalog;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a slip of the keys makes of a word: one letter too many, too few, another one, or two that changed places. */
final class Misspelling {
    /** Of shorter words too many are a letter apart. */
    static final int SHORTEST = 4;

    static final int LONGEST = 24;

    private Misspelling() {}

    static boolean isFor(String word) {
        return word.length() >= SHORTEST && word.length() <= LONGEST;
    }

    /** The word, and what is left of it when one letter is dropped. Two words that are a slip apart have one of these in common. */
    static Set<String> near(String word) {
        Set<String> near = new LinkedHashSet<>();
        near.add(word);
        for (int i = 0; i < word.length(); i++) {
            near.add(word.substring(0, i) + word.substring(i + 1));
        }
        return near;
    }

    /** Two words may have left the same of them and be two letters apart all the same. */
    static boolean isSlip(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int from = 0;
        while (from < a.length() && from < b.length() && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        String restA = a.substring(from);
        String restB = b.substring(from);
        if (restA.length() == restB.length()) {
            return restA.length() < 2
                    || restA.substring(1).equals(restB.substring(1))
                    || (restA.charAt(0) == restB.charAt(1)
                            && restA.charAt(1) == restB.charAt(0)
                            && restA.substring(2).equals(restB.substring(2)));
        }
        return restA.length() > restB.length()
                ? restA.substring(1).equals(restB)
                : restB.substring(1).equals(restA);
    }
}
