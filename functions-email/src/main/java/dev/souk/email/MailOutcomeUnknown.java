package dev.souk.email;

/** The connection broke, or the answer did not come, while a mail was being handed over. */
public final class MailOutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MailOutcomeUnknown(String why, Throwable cause) {
        super(why, cause);
    }
}
