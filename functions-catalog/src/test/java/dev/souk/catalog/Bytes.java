package dev.souk.catalog;

import java.nio.charset.StandardCharsets;

/** Bytes to upload, and how they are announced. */
record Bytes(byte[] bytes, String purpose, String name, String contentType) {
    static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8), "download", "goods.zip", "application/zip");
    }

    static Bytes cover(byte[] bytes, String contentType) {
        return new Bytes(bytes, "cover", "cover", contentType);
    }

    /** The eight bytes that every PNG begins with, and more. */
    static Bytes png(String rest) {
        return cover(("\u0089PNG\r\n\u001a\n" + rest).getBytes(StandardCharsets.ISO_8859_1), "image/png");
    }

    String sha256() {
        return Sha256.of(Sha256.digest().digest(bytes)).hex();
    }

    String announcement() {
        return """
                {"purpose": "%s", "name": "%s", "size": %d, "content_type": "%s", "sha256": "%s"}""".formatted(purpose, name, bytes.length, contentType, sha256());
    }
}
