package dev.souk.live;

import dev.souk.model.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Who wants to see an order, as far as that was shown. */
public sealed interface Viewer {
    /** The buyer, signed in. */
    record Buyer(UserId user) implements Viewer {}

    /** Whoever holds the token of a purchase. */
    record TokenHolder(String token) implements Viewer {
        /** As functions-purchases keeps it: SHA-256, 32 bytes. */
        byte[] hash() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "[purchase token]";
        }
    }
}
