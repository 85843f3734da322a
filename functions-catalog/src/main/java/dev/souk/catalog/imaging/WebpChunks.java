package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WebP, of which pixels and transparency are kept. One that moves is not read. */
final class WebpChunks {
    private static final int HEADER = 12;
    private static final int TRANSPARENT = 0x10;

    private WebpChunks() {}

    static Essence essence(byte[] bytes) throws UnusableImage {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        if (Integer.toUnsignedLong(in.getInt(4)) > bytes.length - 8L) {
            throw UnusableImage.unreadable("is shorter than it says");
        }
        int canvasWidth = 0;
        int canvasHeight = 0;
        int at = HEADER;
        while (true) {
            String name = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            int length = in.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 8) {
                throw UnusableImage.unreadable("ends within a chunk");
            }
            int body = at + 8;
            int width;
            int height;
            switch (name) {
                case "VP8X" -> {
                    canvasWidth = (in.getInt(body + 4) & 0xffffff) + 1;
                    canvasHeight = (in.getInt(body + 6) >>> 8) + 1;
                    byte[] extended = new byte[length];
                    System.arraycopy(bytes, body, extended, 0, length);
                    extended[0] &= TRANSPARENT;
                    keep(kept, name, extended);
                }
                case "ALPH" -> keep(kept, name, part(bytes, body, length));
                case "VP8 ", "VP8L" -> {
                    if (name.equals("VP8L")) {
                        int bits = in.getInt(body + 1);
                        width = (bits & 0x3fff) + 1;
                        height = (bits >>> 14 & 0x3fff) + 1;
                    } else {
                        width = in.getShort(body + 6) & 0x3fff;
                        height = in.getShort(body + 8) & 0x3fff;
                    }
                    if (canvasWidth > 0 && (canvasWidth != width || canvasHeight != height)) {
                        throw UnusableImage.unreadable("says two sizes");
                    }
                    keep(kept, name, part(bytes, body, length));
                    return new Essence(ImageType.WEBP, riff(kept.toByteArray()), width, height, 1);
                }
                case "ANIM", "ANMF" -> throw UnusableImage.unreadable("moves");
                default -> {}
            }
            at = body + length + (length & 1);
        }
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return java.util.Arrays.copyOfRange(bytes, from, from + length);
    }

    private static void keep(ByteArrayOutputStream kept, String name, byte[] body) {
        kept.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        kept.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.length)
                .array());
        kept.writeBytes(body);
        if ((body.length & 1) == 1) {
            kept.write(0);
        }
    }

    private static byte[] riff(byte[] chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(chunks.length + HEADER);
        keep(whole, "RIFF", concat("WEBP".getBytes(StandardCharsets.ISO_8859_1), chunks));
        return whole.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
