package dev.souk.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is shown of an image: made anew of its pixels, in several widths, with no byte of what was uploaded.
 *
 * @param key what the variants are kept under: random, so that nobody guesses it, and never used again for other pixels
 * @param width of the widest variant, in pixels
 * @param height of that one
 * @param format of all variants
 */
public record Picture(UUID key, int width, int height, Format format) {
    /** The widths that are made of an image that has as much. */
    private static final List<Integer> WIDTHS = List.of(400, 800, 1600);

    public static final int WIDEST = WIDTHS.getLast();
    /** As high as twice the widest: what is longer gets narrower instead. */
    public static final int TALLEST = 2 * WIDEST;

    public enum Format {
        /** Without transparency. */
        JPEG("image/jpeg"),
        PNG("image/png");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }
    }

    /** @param number by which it is kept, from 1, the narrowest */
    public record Variant(int number, int width, int height) {}

    /** From the narrowest to the widest. */
    public List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (int each : WIDTHS) {
            if (each < width) {
                int scaled = Math.toIntExact(Math.round((double) height * each / width));
                variants.add(new Variant(variants.size() + 1, each, Math.max(1, scaled)));
            }
        }
        variants.add(new Variant(variants.size() + 1, width, height));
        return variants;
    }

    /** The narrowest that has so many pixels across, or the widest when none has. */
    public Variant atLeast(int wanted) {
        return variants().stream()
                .filter(variant -> variant.width() >= wanted)
                .findFirst()
                .orElseGet(() -> variants().getLast());
    }

    /** Where S3 keeps a variant. */
    public static String objectKey(UUID key, int number) {
        return "images/" + key + "/" + number;
    }

    /** Where S3 may keep variants of that key, whether they are there or not. */
    public static List<String> objectKeys(UUID key) {
        List<String> keys = new ArrayList<>();
        for (int number = 1; number <= WIDTHS.size(); number++) {
            keys.add(objectKey(key, number));
        }
        return keys;
    }
}
