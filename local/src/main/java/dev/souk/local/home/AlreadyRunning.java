package dev.souk.local.home;

/** Somebody else has the folder. The message is for the person who tried. */
public final class AlreadyRunning extends RuntimeException {
    private static final long serialVersionUID = 1;

    AlreadyRunning(String message) {
        super(message);
    }
}
