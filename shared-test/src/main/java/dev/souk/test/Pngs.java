package dev.souk.test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** PNGs, good ones and such as nobody should decode. */
public final class Pngs {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private Pngs() {}

    /** All of one colour, {@code 0xRRGGBB}. */
    public static byte[] plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, rgb & 0xffffff);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Some kilobytes that inflate to so many black pixels of a bit each: with a size to match, a decompression bomb. */
    public static byte[] black(int width, int height) {
        return black(width, height, 1, 0, (width + 7L) / 8);
    }

    /** The same with four bytes a pixel, all transparent. */
    public static byte[] clear(int width, int height) {
        return black(width, height, 8, 6, 4L * width);
    }

    private static byte[] black(int width, int height, int depth, int colours, long row) {
        return bytes(out -> {
            chunk(out, "IHDR", header(width, height, depth, colours));
            chunk(out, "IDAT", deflated((1 + row) * height));
            chunk(out, "IEND", new byte[0]);
        });
    }

    /** A small picture with colours from a palette, and a text that inflates to so many bytes. */
    public static byte[] withPackedText(long length) {
        return bytes(out -> {
            chunk(out, "IHDR", header(8, 8, 8, 3));
            chunk(out, "PLTE", new byte[] {10, 20, 30});
            chunk(out, "zTXt", concat("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), deflated(length)));
            chunk(out, "IDAT", deflated(9 * 8));
            chunk(out, "IEND", new byte[0]);
        });
    }

    private interface Chunks {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Chunks chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
            chunks.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(int width, int height, int depth, int colours) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(header)) {
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {(byte) depth, (byte) colours, 0, 0, 0});
        }
        return header.toByteArray();
    }

    private static byte[] deflated(long zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            for (long left = zeros; left > 0; left -= some.length) {
                deflater.write(some, 0, (int) Math.min(left, some.length));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] body) throws IOException {
        byte[] named = concat(name.getBytes(StandardCharsets.ISO_8859_1), body);
        CRC32 sum = new CRC32();
        sum.update(named);
        out.writeInt(body.length);
        out.write(named);
        out.writeInt((int) sum.getValue());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
