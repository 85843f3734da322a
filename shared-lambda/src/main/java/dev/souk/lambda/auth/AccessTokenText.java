package dev.souk.lambda.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret of an access token, {@code souk_pat_} and 256 random bits: scanners for leaked secrets know it by its beginning. It is shown to its
 * owner once; the database has its SHA-256, which needs no salt, since nobody guesses 256 bits.
 */
public final class AccessTokenText {
    /** With it begins every access token, and no token of an issuer's. */
    public static final String PREFIX = "souk_pat_";

    private static final int BYTES = 32;

    private AccessTokenText() {}

    /** A new one. */
    public static String make(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + HexFormat.of().formatHex(secret);
    }

    /** What the database knows it by: 32 bytes. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
