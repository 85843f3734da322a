package dev.souk.catalog.imaging;

/**
 * An image in memory.
 *
 * @param argb row by row from the top, {@code 0xAARRGGBB}, not premultiplied
 */
record Pixels(int width, int height, int[] argb) {
    static final int OPAQUE = 0xff000000;

    boolean isOpaque() {
        for (int pixel : argb) {
            if ((pixel & OPAQUE) != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    /** Smaller, each pixel the mean of those that it stands for. */
    Pixels scaled(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        Shrinking shrinking = new Shrinking(width, height, toWidth, toHeight);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(argb, y * width, row, 0, width);
            shrinking.add(row);
        }
        return shrinking.done();
    }

    /** Turned as EXIF's orientation says. */
    Pixels upright(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean isTurned = orientation >= 5;
        int newWidth = isTurned ? height : width;
        int newHeight = isTurned ? width : height;
        int[] turned = new int[argb.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int fromX = switch (orientation) {
                    case 2, 3 -> width - 1 - x;
                    case 4 -> x;
                    case 5, 6 -> y;
                    default -> width - 1 - y;
                };
                int fromY = switch (orientation) {
                    case 2 -> y;
                    case 3, 4 -> height - 1 - y;
                    case 5, 8 -> x;
                    default -> height - 1 - x;
                };
                turned[y * newWidth + x] = argb[fromY * width + fromX];
            }
        }
        return new Pixels(newWidth, newHeight, turned);
    }
}
