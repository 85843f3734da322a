package dev.souk.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Where mail goes: {@code local@domain}, 3 to 254 characters, no spaces, control characters, quotes, lists or comments, so that it
 * can stand in a header as it is. The domain is kept in lower case; the local part as it was written.
 */
public record EmailAddress(String value) {
    public static final int LONGEST = 254;

    public EmailAddress {
        if (!isAddress(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address that {@code text} writes, or empty when it writes none. */
    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String address = trimmed.substring(0, at) + trimmed.substring(at).toLowerCase(Locale.ROOT);
        return isAddress(address) ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    /** Without the person in it: addresses do not belong in logs. */
    @Override
    public String toString() {
        return "[e-mail address]";
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        if (text.length() > LONGEST || at < 1 || at > 64 || at != text.lastIndexOf('@')) {
            return false;
        }
        String local = text.substring(0, at);
        return isDotAtom(local) && isDomain(text.substring(at + 1));
    }

    private static boolean isDotAtom(String local) {
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean allowed = isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        if (domain.length() < 3 || domain.length() > 253 || domain.indexOf('.') < 1) {
            return false;
        }
        for (String label : domain.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            for (int i = 0; i < label.length(); i++) {
                if (!isLetterOrDigit(label.charAt(i)) && label.charAt(i) != '-') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
