package dev.souk.email;

import dev.souk.model.Money;
import java.time.Instant;

/** How letters put things, and how text that anybody may have typed is made fit to stand in one. */
public final class Wording {
    private static final int LONGEST_SUBJECT_TITLE = 100;

    private Wording() {}

    /** {@code 24 November 2026, 09:30 UTC}. */
    public static String time(Instant time) {
        return EnglishTime.inText(time);
    }

    /** {@code 12.50 USD}, or {@code Free}. */
    public static String price(Money money) {
        return money.isFree() ? "Free" : money.display();
    }

    /** A product's title as one line; one that shows nothing is called what it is. */
    public static String title(String text) {
        String line = line(text);
        return line.isEmpty() ? "(untitled)" : line;
    }

    /**
     * {@code text} as one line: line breaks and control characters become spaces, spaces are collapsed, halves of characters become
     * U+FFFD, and the marks that turn the direction of what follows are left out, so that no title can forge a header, a further
     * line of a letter, or the price beside it.
     */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(line, point));
        return line.toString().strip();
    }

    /** What a subject says of an order: {@code Title}, {@code Title and 1 more}; a long title is cut. */
    public static String inSubject(String firstTitle, int lines) {
        return cut(firstTitle) + (lines == 1 ? "" : " and " + (lines - 1) + " more");
    }

    private static String cut(String title) {
        if (title.codePointCount(0, title.length()) <= LONGEST_SUBJECT_TITLE) {
            return title;
        }
        return title.substring(0, title.offsetByCodePoints(0, LONGEST_SUBJECT_TITLE - 1))
                        .strip() + "…";
    }

    private static void append(StringBuilder line, int point) {
        if (turnsDirection(point)) {
            return;
        }
        if (Character.getType(point) == Character.SURROGATE) {
            line.append('\uFFFD');
        } else if (Character.isISOControl(point) || Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        } else {
            line.appendCodePoint(point);
        }
    }

    /** Embeddings, overrides and isolates. */
    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }
}
