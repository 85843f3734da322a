package dev.souk.purchases.download;

import java.nio.charset.StandardCharsets;

/** The header that names a download (RFC 6266): an ASCII name for old clients, and the true one in UTF-8 (RFC 8187). */
final class ContentDisposition {
    private ContentDisposition() {}

    static String attachment(String name) {
        return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String ascii(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean safe = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%' && c != '/';
            plain.append(safe ? (char) c : '_');
        });
        return plain.toString();
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letterOrDigit || "!#$&+-.^_`|~".indexOf(c) >= 0) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
}
