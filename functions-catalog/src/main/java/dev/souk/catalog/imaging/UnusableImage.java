package dev.souk.catalog.imaging;

import dev.souk.catalog.Rejection;
import org.jspecify.annotations.Nullable;

/** These bytes do not become a picture. */
final class UnusableImage extends Exception {
    private static final long serialVersionUID = 1;

    private final Rejection rejection;

    private UnusableImage(Rejection rejection, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.rejection = rejection;
    }

    /** They are not what their type wants, or more of it than is read here. */
    static UnusableImage unreadable(String why) {
        return new UnusableImage(Rejection.IMAGE_UNREADABLE, why, null);
    }

    static UnusableImage unreadable(Throwable cause) {
        return new UnusableImage(Rejection.IMAGE_UNREADABLE, "cannot be decoded", cause);
    }

    static UnusableImage tooLarge(int width, int height) {
        return new UnusableImage(Rejection.IMAGE_TOO_LARGE, width + " by " + height, null);
    }

    Rejection rejection() {
        return rejection;
    }
}
