package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** GIF, of which the first picture is kept, with its colours and what of it is transparent. */
final class GifBlocks {
    private static final int SCREEN = 13;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xf9;
    private static final int END = 0x3b;

    private GifBlocks() {}

    static Essence essence(byte[] bytes) throws UnusableImage {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        int at = SCREEN + colours(bytes[10]);
        kept.write(bytes, 0, at);
        while (true) {
            int kind = bytes[at] & 0xff;
            if (kind == EXTENSION) {
                int end = afterBlocks(bytes, at + 2);
                if ((bytes[at + 1] & 0xff) == CONTROL) {
                    kept.write(bytes, at, end - at);
                }
                at = end;
            } else if (kind == IMAGE) {
                int end = afterBlocks(bytes, at + 10 + colours(bytes[at + 9]) + 1);
                kept.write(bytes, at, end - at);
                kept.write(END);
                int width = in.getShort(at + 5) & 0xffff;
                int height = in.getShort(at + 7) & 0xffff;
                return new Essence(ImageType.GIF, kept.toByteArray(), width, height, 1);
            } else {
                throw UnusableImage.unreadable("has no picture");
            }
        }
    }

    /** How long the colours are that follow, if there are any. */
    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterBlocks(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at += 1 + (bytes[at] & 0xff);
        }
        return at + 1;
    }
}
