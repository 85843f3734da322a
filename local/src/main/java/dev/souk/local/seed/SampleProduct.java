package dev.souk.local.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Something to buy.
 *
 * @param amount in cents of a US dollar
 * @param file the name of a resource of this package, and of the file that is sold
 * @param cover the name of a resource of this package, a PNG
 */
record SampleProduct(
        String title,
        String description,
        long amount,
        String category,
        List<String> tags,
        String file,
        String contentType,
        String cover) {

    /** In the order of publishing: the newest stands first in the shop. */
    static final List<SampleProduct> ALL = List.of(
            new SampleProduct(
                    "Morning loop",
                    """
                    Four bars of soft mallets to wake up to. Loops without a seam.

                    - WAV, mono, 11 kHz
                    - use it in whatever you make""",
                    450,
                    "audio-samples",
                    List.of("loop", "mallets"),
                    "morning-loop.wav",
                    "audio/wav",
                    "morning-loop.png"),
            new SampleProduct(
                    "Twelve line icons",
                    """
                    A dozen icons for a shop: basket, tag, receipt, parcel and friends.

                    **Drawn on a grid of 24** with one stroke width, so they sit well beside text. SVG, ready to be coloured by CSS.""",
                    900,
                    "graphics-icons",
                    List.of("svg", "line"),
                    "twelve-line-icons.zip",
                    "application/zip",
                    "twelve-line-icons.png"),
            new SampleProduct(
                    "A first sale",
                    """
                    What happens between the click on *Buy* and the receipt, told in one page. Free: take it to see how a download works.""",
                    0,
                    "books-non-fiction",
                    List.of("payments"),
                    "a-first-sale.md",
                    "text/markdown",
                    "a-first-sale.png"));

    static byte[] bytes(String resource) {
        try (InputStream in = SampleProduct.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
