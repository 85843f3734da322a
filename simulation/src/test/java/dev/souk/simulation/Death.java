package dev.souk.simulation;

/** A process dies: nothing it would have done after this happens. An {@code Error}, so that nobody catches it by accident. */
final class Death extends Error {
    private static final long serialVersionUID = 1;

    Death() {
        super("the process died", null, false, false);
    }
}
