package dev.souk.lambda.http;

/** What a text that people typed may hold. */
final class Text {
    private Text() {}

    /**
     * True when {@code text} holds a control character, or one of the two that are none and that SQS refuses in a message (U+FFFE,
     * U+FFFF); line breaks, tabs and changes of direction count only when {@code oneLine}.
     */
    static boolean hasControls(String text, boolean oneLine) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean layout = c == '\n' || c == '\t';
            if (Character.isISOControl(c) && (oneLine || !layout)) {
                return true;
            }
            if (oneLine && (c == '\u2028' || c == '\u2029' || isDirectionOverride(c))) {
                return true;
            }
            if (c == '\uFFFE' || c == '\uFFFF') {
                return true;
            }
        }
        return false;
    }

    /** True when there is something to see: neither spaces nor marks without a width make a name. */
    static boolean isVisible(String text) {
        return text.codePoints()
                .anyMatch(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.FORMAT);
    }

    /** Half a character: it cannot be written as UTF-8. */
    static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Makes what follows read backwards: {@code gpj.exe} for {@code exe.jpg}. */
    private static boolean isDirectionOverride(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
