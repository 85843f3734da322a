package dev.souk.email;

/** A mail was not handed over: the transport could not be reached or said no. Its message holds a code at most, no address. */
public final class MailNotTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MailNotTaken(String why, Throwable cause) {
        super(why, cause);
    }
}
