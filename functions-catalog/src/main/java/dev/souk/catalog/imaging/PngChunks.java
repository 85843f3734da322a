package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** PNG, of which only the chunks with pixels are kept: those with texts and profiles can be packed as well, and inflate to anything. */
final class PngChunks {
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE = 8;
    /** Length, name and checksum of a chunk. */
    private static final int AROUND = 12;

    private static final int HEADER = 13;

    private PngChunks() {}

    static Essence essence(byte[] bytes) throws UnusableImage {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, SIGNATURE);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = SIGNATURE;
        int width = 0;
        int height = 0;
        while (true) {
            int length = in.getInt(at);
            if (length < 0 || length > bytes.length - at - AROUND) {
                throw UnusableImage.unreadable("ends within a chunk");
            }
            String name = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            boolean isHeader = name.equals("IHDR");
            if (isHeader != (at == SIGNATURE) || (isHeader && length != HEADER)) {
                throw UnusableImage.unreadable("has no header where it belongs");
            }
            if (isHeader) {
                width = in.getInt(at + 8);
                height = in.getInt(at + 12);
            }
            if (KEPT.contains(name)) {
                kept.write(bytes, at, length + AROUND);
            }
            if (name.equals("IEND")) {
                return new Essence(ImageType.PNG, kept.toByteArray(), width, height, 1);
            }
            at += length + AROUND;
        }
    }
}
