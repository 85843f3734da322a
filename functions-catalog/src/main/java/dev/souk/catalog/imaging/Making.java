package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;
import dev.souk.catalog.Picture;
import dev.souk.catalog.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What came of an image. */
sealed interface Making {
    /** @param variants the bytes of each variant of {@code picture}, in its order */
    record Made(Picture picture, List<byte[]> variants) implements Making {
        public Made {
            variants = List.copyOf(variants);
        }
    }

    /** @param why for people who look into it */
    record Refused(Rejection rejection, String why) implements Making {}

    /**
     * Makes the variants of an image. The same bytes make the same variants.
     *
     * @param key what they are going to be kept under
     */
    static Making of(ImageType type, byte[] upload, UUID key) {
        try {
            Pixels pixels = Decoder.decode(Essence.of(type, upload));
            Picture.Format format = pixels.isOpaque() ? Picture.Format.JPEG : Picture.Format.PNG;
            Picture picture = new Picture(key, pixels.width(), pixels.height(), format);
            List<byte[]> variants = new ArrayList<>();
            // Each of the next larger one, which is there already.
            for (Picture.Variant variant : picture.variants().reversed()) {
                pixels = pixels.scaled(variant.width(), variant.height());
                variants.add(Encoder.encode(pixels, format));
            }
            return new Made(picture, variants.reversed());
        } catch (UnusableImage e) {
            return new Refused(e.rejection(), String.valueOf(e.getMessage()));
        }
    }
}
