package dev.souk.model;

import java.util.Optional;
import java.util.UUID;

/** Crockford's base 32 of 128 bits: the first of 26 characters carries three bits, the others five. */
final class Base32 {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private Base32() {}

    static String format(String prefix, UUID value) {
        char[] out = new char[LENGTH];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + "_" + new String(out);
    }

    static Optional<UUID> parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH
                || !text.startsWith(prefix)
                || text.charAt(prefix.length()) != '_'
                || text.charAt(start) > '7') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return Optional.of(new UUID(high, low));
    }
}
