package dev.souk.local.demo;

/** A step of the demo did not go as it should. */
public final class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailed(String what) {
        super(what);
    }
}
