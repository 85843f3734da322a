package dev.souk.catalog;

import dev.souk.test.Pngs;
import java.nio.charset.StandardCharsets;

/** Bytes to upload, and how they are announced. */
record Bytes(byte[] bytes, String purpose, String name, String contentType) {
    static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8), "download", "goods.zip", "application/zip");
    }

    static Bytes cover(byte[] bytes, String contentType) {
        return new Bytes(bytes, "cover", "cover", contentType);
    }

    static Bytes gallery(byte[] bytes, String contentType) {
        return new Bytes(bytes, "gallery", "image", contentType);
    }

    /** A PNG in a colour that follows from the text. */
    static Bytes png(String text) {
        return cover(Pngs.plain(30, 20, text.hashCode()), "image/png");
    }

    String sha256() {
        return Sha256.of(Sha256.digest().digest(bytes)).hex();
    }

    String announcement() {
        return """
                {"purpose": "%s", "name": "%s", "size": %d, "content_type": "%s", "sha256": "%s"}""".formatted(purpose, name, bytes.length, contentType, sha256());
    }
}
