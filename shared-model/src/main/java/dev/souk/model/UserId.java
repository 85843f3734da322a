package dev.souk.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a person, whoever signed them in. */
public record UserId(UUID value) implements Id {
    private static final String PREFIX = "usr";

    /**
     * The id of the person whom {@code issuer} calls {@code subject}: a UUIDv8 out of the SHA-256 of both. Every function
     * knows it from the token alone, without a look-up and before a profile exists, and two first requests at once agree.
     */
    public static UserId of(String issuer, String subject) {
        byte[] named = (issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(named));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UserId(new UUID(high, low));
    }

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<UserId> parse(String text) {
        return Id.parse(PREFIX, text).map(UserId::new);
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String toString() {
        return text();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** By hand, as in all ids: what a record has by itself is made when it is first called, which a cold start pays for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserId(UUID same) && value.equals(same);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
