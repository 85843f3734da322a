package dev.souk.catalog.imaging;

import java.nio.ByteBuffer;

/** How a JPEG for print writes its four colours: as cyan, magenta, yellow and black, or the first three as brightness and differences; and whether inverted, as Adobe does. */
enum JpegColours {
    CMYK,
    INVERTED_CMYK,
    INVERTED_YCCK;

    private static final int ADOBE = 0xee;

    /** How many components the frame has. */
    static int bands(byte[] essence) {
        int at = find(essence, marker -> marker >= 0xc0 && marker <= 0xc2);
        return at < 0 ? 0 : essence[at + 9] & 0xff;
    }

    static JpegColours of(byte[] essence) {
        int at = find(essence, marker -> marker == ADOBE);
        if (at < 0) {
            return CMYK;
        }
        return essence[at + 15] == 2 ? INVERTED_YCCK : INVERTED_CMYK;
    }

    private static int find(byte[] essence, java.util.function.IntPredicate wanted) {
        ByteBuffer in = ByteBuffer.wrap(essence);
        int at = 2;
        // All that matters stands before the first scan.
        while (at + 3 < essence.length && (essence[at + 1] & 0xff) != 0xda) {
            if (wanted.test(essence[at + 1] & 0xff)) {
                return at;
            }
            at += 2 + (in.getShort(at + 2) & 0xffff);
        }
        return -1;
    }

    /** What four samples look like on a screen, near enough: ink takes away light. */
    int rgb(int[] samples, int at) {
        int first = samples[at];
        int second = samples[at + 1];
        int third = samples[at + 2];
        int fourth = samples[at + 3];
        return switch (this) {
            case CMYK ->
                opaque(
                        light(255 - first, 255 - fourth),
                        light(255 - second, 255 - fourth),
                        light(255 - third, 255 - fourth));
            case INVERTED_CMYK -> opaque(light(first, fourth), light(second, fourth), light(third, fourth));
            case INVERTED_YCCK -> {
                double blueness = second - 128.0;
                double redness = third - 128.0;
                yield opaque(
                        light(limited(first + 1.402 * redness), fourth),
                        light(limited(first - 0.344136 * blueness - 0.714136 * redness), fourth),
                        light(limited(first + 1.772 * blueness), fourth));
            }
        };
    }

    private static int light(int colour, int black) {
        return colour * black / 255;
    }

    private static int limited(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    private static int opaque(int red, int green, int blue) {
        return Pixels.OPAQUE | red << 16 | green << 8 | blue;
    }
}
