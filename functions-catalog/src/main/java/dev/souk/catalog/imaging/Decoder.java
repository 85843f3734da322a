package dev.souk.catalog.imaging;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.souk.catalog.ImageType;
import dev.souk.catalog.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes images by the JDK's own readers, and WebP by TwelveMonkeys'; no other reader that may be on the class path is asked. Of what is large only each
 * second or third pixel across and down is decoded, so that memory does not grow with what somebody uploads.
 */
final class Decoder {
    /** So many pixels of an image are in memory at once, more or less; eight bytes each at worst. */
    private static final int MOST_IN_MEMORY = 12_000_000;

    private static final int CMYK_BANDS = 4;

    private Decoder() {}

    /**
     * The picture, upright, no larger than the widest variant.
     *
     * @throws UnusableImage when the pixels cannot be had
     */
    static Pixels decode(Essence essence) throws UnusableImage {
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(essence.bytes()))) {
            ImageReader reader = reader(essence.type());
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) != essence.width() || reader.getHeight(0) != essence.height()) {
                    throw UnusableImage.unreadable("says two sizes");
                }
                return decode(reader, essence);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Readers say what is wrong with bytes by exceptions of every kind.
            throw UnusableImage.unreadable(e);
        }
    }

    private static ImageReader reader(ImageType type) throws IOException {
        return switch (type) {
            case PNG, JPEG, GIF -> ofJdk(type.name());
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
        };
    }

    private static ImageReader ofJdk(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("this JDK reads no " + format);
    }

    private static Pixels decode(ImageReader reader, Essence essence) throws IOException {
        int step = 1;
        while ((long) (essence.width() / step) * (essence.height() / step) > MOST_IN_MEMORY) {
            step++;
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        Rows rows = rows(reader, essence, param);
        boolean isTurned = essence.orientation() >= 5;
        double widest = isTurned ? Picture.TALLEST : Picture.WIDEST;
        double tallest = isTurned ? Picture.WIDEST : Picture.TALLEST;
        double scale = Math.min(1, Math.min(widest / rows.width(), tallest / rows.height()));
        int toWidth = Math.max(1, (int) Math.round(rows.width() * scale));
        int toHeight = Math.max(1, (int) Math.round(rows.height() * scale));
        Shrinking shrinking = new Shrinking(rows.width(), rows.height(), toWidth, toHeight);
        int[] row = new int[rows.width()];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            shrinking.add(row);
        }
        return shrinking.done().upright(essence.orientation());
    }

    /** A decoded image, row by row as {@code 0xAARRGGBB}. */
    private interface Rows {
        int width();

        int height();

        void read(int y, int[] row);
    }

    private static Rows rows(ImageReader reader, Essence essence, ImageReadParam param) throws IOException {
        if (essence.type() == ImageType.JPEG) {
            int bands = JpegColours.bands(essence.bytes());
            if (bands == CMYK_BANDS) {
                // The JDK gives colours for print as they stand there, and no picture.
                return new PrintedRows(reader.readRaster(0, param), JpegColours.of(essence.bytes()));
            }
        }
        BufferedImage image = reader.read(0, param);
        ColorModel colours = image.getColorModel();
        return image.getRaster().getNumBands() <= 2 && !(colours instanceof IndexColorModel)
                ? new GreyRows(image.getRaster())
                : new ColouredRows(image);
    }

    private record ColouredRows(BufferedImage image) implements Rows {
        @Override
        public int width() {
            return image.getWidth();
        }

        @Override
        public int height() {
            return image.getHeight();
        }

        @Override
        public void read(int y, int[] row) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    /** The JDK takes grey for linear and would make it lighter on the way to colours. */
    private record GreyRows(Raster raster) implements Rows {
        @Override
        public int width() {
            return raster.getWidth();
        }

        @Override
        public int height() {
            return raster.getHeight();
        }

        @Override
        public void read(int y, int[] row) {
            int bands = raster.getNumBands();
            int shift = raster.getSampleModel().getSampleSize(0) - 8;
            int[] samples = raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, (int[]) null);
            for (int x = 0; x < row.length; x++) {
                int grey = samples[x * bands] >> shift;
                int alpha = bands == 2 ? samples[x * bands + 1] >> shift : 0xff;
                row[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
            }
        }
    }

    private record PrintedRows(Raster raster, JpegColours colours) implements Rows {
        @Override
        public int width() {
            return raster.getWidth();
        }

        @Override
        public int height() {
            return raster.getHeight();
        }

        @Override
        public void read(int y, int[] row) {
            int[] samples = raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, (int[]) null);
            for (int x = 0; x < row.length; x++) {
                row[x] = colours.rgb(samples, x * CMYK_BANDS);
            }
        }
    }
}
