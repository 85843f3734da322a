package dev.souk.email;

/** A mail is not to be sent now: the message stays on the queue. */
final class EmailHeldBack extends RuntimeException {
    private static final long serialVersionUID = 1;

    EmailHeldBack(String why) {
        super(why);
    }
}
