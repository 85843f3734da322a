package dev.souk.live.push;

import java.io.IOException;

/** API Gateway did not take a text for a connection. */
public final class NotPosted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean anybodyThere;

    /** It said so. */
    NotPosted(int status) {
        super("answered " + status);
        this.anybodyThere = true;
    }

    /** It said nothing. */
    NotPosted(IOException cause) {
        super("no answer", cause);
        this.anybodyThere = false;
    }

    boolean isAnybodyThere() {
        return anybodyThere;
    }
}
