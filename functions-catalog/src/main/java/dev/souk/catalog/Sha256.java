package dev.souk.catalog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A SHA-256 in small hexadecimal, 64 characters. */
public record Sha256(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    public static Optional<Sha256> parse(String hex) {
        return FORM.matcher(hex).matches() ? Optional.of(new Sha256(hex)) : Optional.empty();
    }

    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** As S3 writes it; empty for what is none, such as the checksum of checksums that a multipart upload has. */
    public static Optional<Sha256> parseBase64(String text) {
        try {
            byte[] digest = Base64.getDecoder().decode(text);
            return digest.length == BYTES ? Optional.of(of(digest)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As S3 writes the checksum of the checksums of {@code parts} parts, {@code <base64>-<parts>}; empty for anything else. */
    public static Optional<Sha256> parseComposite(String text, int parts) {
        String end = "-" + parts;
        return text.endsWith(end) ? parseBase64(text.substring(0, text.length() - end.length())) : Optional.empty();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
