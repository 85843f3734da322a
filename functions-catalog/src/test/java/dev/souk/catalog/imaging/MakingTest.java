package dev.souk.catalog.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.souk.catalog.ImageType;
import dev.souk.catalog.Picture;
import dev.souk.catalog.Rejection;
import dev.souk.test.Pngs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images, good and bad, without database or store. */
class MakingTest {
    private static final long MEGABYTE = 1_000_000;
    private static final int RED = 0xc81e28;
    private static final int BLUE = 0x1428d2;

    @Test
    void a_large_image_comes_in_three_widths_and_a_small_one_as_it_is() {
        Making.Made large = made(ImageType.PNG, Pngs.plain(2000, 1000, RED));
        assertThat(large.picture().variants())
                .containsExactly(
                        new Picture.Variant(1, 400, 200),
                        new Picture.Variant(2, 800, 400),
                        new Picture.Variant(3, 1600, 800));
        for (int i = 0; i < 3; i++) {
            BufferedImage variant = image(large, i);
            Picture.Variant expected = large.picture().variants().get(i);
            assertThat(variant.getWidth()).isEqualTo(expected.width());
            assertThat(variant.getHeight()).isEqualTo(expected.height());
            looks(variant, 0.5, 0.5, RED);
        }
        Making.Made small = made(ImageType.PNG, Pngs.plain(3, 5, BLUE));
        assertThat(small.picture().variants()).containsExactly(new Picture.Variant(1, 3, 5));
        looks(image(small, 0), 0.5, 0.5, BLUE);
    }

    @ParameterizedTest
    @CsvSource({"1, 8000, 1, 3200", "8000, 1, 1600, 1", "1000, 16000, 200, 3200", "6000, 5000, 1600, 1333"})
    void odd_shapes_and_the_largest_are_taken(int width, int height, int shownWidth, int shownHeight) {
        Picture picture = made(ImageType.PNG, Pngs.black(width, height)).picture();
        assertThat(picture.width()).isEqualTo(shownWidth);
        assertThat(picture.height()).isEqualTo(shownHeight);
    }

    /** Red when the bound on pixels is taken out. */
    @Test
    void a_bomb_is_refused_by_what_its_header_says() {
        byte[] bomb = Pngs.black(40_000, 25_000);
        assertThat(bomb.length).isLessThan(ImageType.LARGEST);
        assertThat(allocated(() -> assertThat(refused(ImageType.PNG, bomb)).isEqualTo(Rejection.IMAGE_TOO_LARGE)))
                .isLessThan(5 * MEGABYTE);
        for (byte[] narrow : new byte[][] {Pngs.black(16_385, 1), Pngs.black(1, 16_385)}) {
            assertThat(refused(ImageType.PNG, narrow)).isEqualTo(Rejection.IMAGE_TOO_LARGE);
        }
    }

    /** Today's reader of the JDK would not inflate it either; it is not asked to leave it alone, but not given it. */
    @Test
    void a_bomb_in_a_text_goes_off_nowhere() {
        byte[] bomb = Pngs.withPackedText(300 * MEGABYTE);
        assertThat(bomb.length).isLessThan(ImageType.LARGEST);
        assertThat(allocated(() -> looks(image(made(ImageType.PNG, bomb), 0), 0.5, 0.5, 0x0a141e)))
                .isLessThan(10 * MEGABYTE);
    }

    /** A fifth of what the function has. Red when all pixels are decoded before they become fewer: 30 million of them have 120 MB. */
    @Test
    void memory_is_bounded_whatever_is_taken() {
        byte[] largest = Pngs.clear(6_000, 5_000);
        assertThat(allocated(() -> made(ImageType.PNG, largest))).isLessThan(100 * MEGABYTE);
    }

    @ParameterizedTest
    @CsvSource({
        "grey.png, 7",
        "grey.jpg, 7",
        "print-colours.jpg, 7",
        "turned-with-place.jpg, 7",
        "lossy.webp, 7",
        "transparent.webp, 7",
        "moving.gif, 3"
    })
    void what_is_cut_off_is_refused(String name, int most) {
        byte[] whole = sample(name);
        for (int part = 1; part <= most; part++) {
            assertThat(refused(type(name), Arrays.copyOf(whole, whole.length * part / 8)))
                    .as("%d eighths of %s", part, name)
                    .isEqualTo(Rejection.IMAGE_UNREADABLE);
        }
    }

    @Test
    void other_bytes_are_refused_whatever_they_begin_with() {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        byte[] drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        for (ImageType type : ImageType.values()) {
            assertThat(refused(type, page)).isEqualTo(Rejection.IMAGE_UNREADABLE);
            assertThat(refused(type, drawing)).isEqualTo(Rejection.IMAGE_UNREADABLE);
            assertThat(refused(type, new byte[0])).isEqualTo(Rejection.IMAGE_UNREADABLE);
        }
        byte[] png = Pngs.plain(4, 4, RED);
        byte[] polyglot = Arrays.copyOf(png, 8 + page.length);
        System.arraycopy(page, 0, polyglot, 8, page.length);
        assertThat(refused(ImageType.PNG, polyglot)).isEqualTo(Rejection.IMAGE_UNREADABLE);
        assertThat(refused(ImageType.JPEG, png)).isEqualTo(Rejection.IMAGE_UNREADABLE);
        assertThat(refused(ImageType.WEBP, sample("moving.webp"))).isEqualTo(Rejection.IMAGE_UNREADABLE);
    }

    /** Nothing of the upload's bytes is shown: what follows the image is gone with the rest. */
    @Test
    void a_page_behind_an_image_is_not_handed_on() {
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);
        for (String name : new String[] {"grey.png", "grey.jpg", "moving.gif"}) {
            byte[] image = sample(name);
            byte[] both = Arrays.copyOf(image, image.length + page.length);
            System.arraycopy(page, 0, both, image.length, page.length);
            for (byte[] variant : made(type(name), both).variants()) {
                assertThat(new String(variant, StandardCharsets.ISO_8859_1)).doesNotContain("script");
            }
        }
    }

    @Test
    void a_photograph_is_turned_upright_and_forgets_where_it_was_taken() {
        byte[] upload = sample("turned-with-place.jpg");
        assertThat(new String(upload, StandardCharsets.ISO_8859_1)).contains("Exif", "Secret garden");
        Making.Made made = made(ImageType.JPEG, upload);
        assertThat(made.picture().width()).isEqualTo(80);
        assertThat(made.picture().height()).isEqualTo(160);
        assertThat(new String(made.variants().getFirst(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "Secret garden");
        // What was left is at the top when it is turned to the right.
        looks(image(made, 0), 0.5, 0.2, RED);
        looks(image(made, 0), 0.5, 0.8, BLUE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 012345, 3", "2, 210543, 3", "3, 543210, 3", "4, 345012, 3",
        "5, 031425, 2", "6, 304152, 2", "7, 524130, 2", "8, 251403, 2"
    })
    void each_orientation_of_exif_is_known(int orientation, String expected, int width) {
        Pixels upright = new Pixels(3, 2, new int[] {0, 1, 2, 3, 4, 5}).upright(orientation);
        StringBuilder seen = new StringBuilder();
        for (int pixel : upright.argb()) {
            seen.append(pixel);
        }
        assertThat(seen).hasToString(expected);
        assertThat(upright.width()).isEqualTo(width);
    }

    @Test
    void colours_for_print_become_colours_for_screens() {
        BufferedImage print = image(made(ImageType.JPEG, sample("print-colours.jpg")), 0);
        looks(print, 0.2, 0.5, RED);
        looks(print, 0.8, 0.5, BLUE);
    }

    /** The JDK takes it for linear light, and would show 188 where there is 128. */
    @Test
    void grey_stays_as_dark_as_it_was() {
        looks(image(made(ImageType.PNG, sample("grey.png")), 0), 0.5, 0.5, 0x808080);
        looks(image(made(ImageType.JPEG, sample("grey.jpg")), 0), 0.2, 0.5, 0x525252);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "moving.gif"})
    void webp_and_the_first_picture_of_a_gif_are_shown(String name) {
        BufferedImage image = image(made(type(name), sample(name)), 0);
        looks(image, 0.2, 0.5, RED);
        looks(image, 0.8, 0.5, BLUE);
    }

    @Test
    void what_is_transparent_stays_so() {
        Making.Made made = made(ImageType.WEBP, sample("transparent.webp"));
        assertThat(made.picture().format()).isEqualTo(Picture.Format.PNG);
        assertThat(image(made, 0).getRGB(10, 40) >>> 24).isZero();
        looks(image(made, 0), 0.4, 0.5, RED);
    }

    @Test
    void a_pixel_that_nobody_sees_colours_no_other() {
        Pixels half = new Pixels(2, 1, new int[] {0xff000000 | RED, BLUE}).scaled(1, 1);
        assertThat(half.argb()[0]).isEqualTo(0x80000000 | RED);
    }

    /** How many bytes of memory this thread takes meanwhile, kept or not. */
    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Making.Made made(ImageType type, byte[] upload) {
        Making making = Making.of(type, upload, UUID.randomUUID());
        assertThat(making).isInstanceOf(Making.Made.class);
        return (Making.Made) making;
    }

    private static Rejection refused(ImageType type, byte[] upload) {
        Making making = Making.of(type, upload, UUID.randomUUID());
        assertThat(making).isInstanceOf(Making.Refused.class);
        return ((Making.Refused) making).rejection();
    }

    private static BufferedImage image(Making.Made made, int variant) {
        try {
            return Objects.requireNonNull(
                    ImageIO.read(new ByteArrayInputStream(made.variants().get(variant))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG and a print's colours are not exact. */
    private static void looks(BufferedImage image, double across, double down, int rgb) {
        int seen = image.getRGB((int) (image.getWidth() * across), (int) (image.getHeight() * down));
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(seen >> shift & 0xff)
                    .as("%06x for %06x", seen & 0xffffff, rgb)
                    .isBetween((rgb >> shift & 0xff) - 12, (rgb >> shift & 0xff) + 12);
        }
    }

    private static ImageType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "png" -> ImageType.PNG;
            case "jpg" -> ImageType.JPEG;
            case "gif" -> ImageType.GIF;
            case "webp" -> ImageType.WEBP;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] sample(String name) {
        try (InputStream in = Objects.requireNonNull(
                MakingTest.class.getResourceAsStream("/dev/souk/catalog/images/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
