package dev.souk.lambda.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What opens an order to whoever holds it. Unguessable; the database knows only its hash. */
public record PurchaseToken(String reveal) {
    /** SHA-256: 32 bytes. The token carries 256 random-looking bits, so no slow hash is needed. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(reveal.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[purchase token]";
    }
}
