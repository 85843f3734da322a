package dev.souk.webhooks;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a receiver knows us by: {@code whsec_} and the key in base 64 (Standard Webhooks, "Signature scheme"; it wants 24 to 64 random bytes).
 *
 * @param text as the seller sees it, once
 */
public record SigningSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public static SigningSecret make(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** What messages are signed with. */
    byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
