package dev.souk.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is in a letter of invitation, {@code souk_inv_} and 256 random bits. The database has its SHA-256, which needs no salt. */
public record InvitationSecret(String text) {
    private static final String PREFIX = "souk_inv_";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    public static InvitationSecret make(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new InvitationSecret(PREFIX + HexFormat.of().formatHex(secret));
    }

    public static Optional<InvitationSecret> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new InvitationSecret(text)) : Optional.empty();
    }

    /** What the database knows it by: 32 bytes. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
