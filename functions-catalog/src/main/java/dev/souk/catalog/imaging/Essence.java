package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;

/**
 * What an image needs in order to be decoded, and nothing else: texts, profiles, times, places and whatever stands behind its end are gone. So no
 * decoder ever sees what could be packed into those.
 *
 * @param width as its header says; the pixels have not been looked at
 * @param height likewise
 * @param orientation as EXIF counts, 1 to 8: how its pixels are to be turned
 */
record Essence(ImageType type, byte[] bytes, int width, int height, int orientation) {
    /** A camera's 24 megapixels and some more. */
    static final int MOST_PIXELS = 30_000_000;

    private static final int LONGEST_SIDE = 16_384;

    /**
     * The essence of an image.
     *
     * @throws UnusableImage when it is no whole image of the type, or declares more pixels than are decoded here
     */
    static Essence of(ImageType type, byte[] bytes) throws UnusableImage {
        if (!type.begins(bytes)) {
            throw UnusableImage.unreadable("begins like no " + type);
        }
        Essence essence;
        try {
            essence = switch (type) {
                case PNG -> PngChunks.essence(bytes);
                case JPEG -> JpegSegments.essence(bytes);
                case GIF -> GifBlocks.essence(bytes);
                case WEBP -> WebpChunks.essence(bytes);
            };
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw UnusableImage.unreadable(e);
        }
        int width = essence.width;
        int height = essence.height;
        if (width < 1 || height < 1) {
            throw UnusableImage.unreadable("has no pixels");
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw UnusableImage.tooLarge(width, height);
        }
        return essence;
    }
}
