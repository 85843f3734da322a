package dev.souk.catalog.imaging;

/**
 * Makes an image smaller while its rows come in, so that it is never there twice. Each pixel is the mean of those that it stands for, weighted by how
 * much of them it covers and by how opaque they are.
 */
final class Shrinking {
    private final int width;
    private final int toWidth;
    private final int toHeight;
    private final double acrossScale;
    private final double downScale;
    private final int[] shrunk;
    /** Of the row that is being made: alpha, red, green, blue, each times the opacity but the first; and the area. */
    private final double[] sums;

    private int made;
    private int taken;

    Shrinking(int width, int height, int toWidth, int toHeight) {
        this.width = width;
        this.toWidth = toWidth;
        this.toHeight = toHeight;
        this.acrossScale = (double) toWidth / width;
        this.downScale = (double) toHeight / height;
        this.shrunk = new int[toWidth * toHeight];
        this.sums = new double[toWidth * 5];
    }

    /** The next row. */
    void add(int[] row) {
        double top = taken * downScale;
        double bottom = ++taken * downScale;
        while (made < toHeight && bottom > made) {
            double share = Math.min(bottom, made + 1) - Math.max(top, made);
            if (share > 0) {
                spread(row, share);
            }
            if (bottom < made + 1 - 1e-9) {
                return;
            }
            finishRow();
        }
    }

    private void spread(int[] row, double down) {
        for (int x = 0; x < width; x++) {
            double left = x * acrossScale;
            double right = (x + 1) * acrossScale;
            for (int to = (int) left; to < right && to < toWidth; to++) {
                double weight = down * (Math.min(right, to + 1) - Math.max(left, to));
                int pixel = row[x];
                double alpha = weight * (pixel >>> 24);
                int at = to * 5;
                sums[at] += alpha;
                sums[at + 1] += alpha * (pixel >> 16 & 0xff);
                sums[at + 2] += alpha * (pixel >> 8 & 0xff);
                sums[at + 3] += alpha * (pixel & 0xff);
                sums[at + 4] += weight;
            }
        }
    }

    private void finishRow() {
        for (int x = 0; x < toWidth; x++) {
            int at = x * 5;
            double alpha = sums[at];
            if (alpha > 0) {
                shrunk[made * toWidth + x] = byteOf(alpha / sums[at + 4]) << 24
                        | byteOf(sums[at + 1] / alpha) << 16
                        | byteOf(sums[at + 2] / alpha) << 8
                        | byteOf(sums[at + 3] / alpha);
            }
        }
        java.util.Arrays.fill(sums, 0);
        made++;
    }

    private static int byteOf(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    /** After the last row. */
    Pixels done() {
        if (made < toHeight) {
            finishRow();
        }
        return new Pixels(toWidth, toHeight, shrunk);
    }
}
