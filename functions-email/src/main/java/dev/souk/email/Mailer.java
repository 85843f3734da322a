package dev.souk.email;

/** The way out. Safe for use by many threads; opens nothing until the first mail. */
public interface Mailer {
    /**
     * Hands the mail over. Returning means that it was taken.
     *
     * @throws MailNotTaken when it certainly was not taken: sending it again makes no copy
     * @throws MailOutcomeUnknown when it may have been taken
     */
    void send(Mail mail);
}
