package dev.souk.email;

/** The way out. Safe for use by many threads; opens nothing until the first mail. */
public interface Mailer {
    /**
     * Hands the mail over. Returning means that it was taken.
     *
     * @throws MailNotTaken when it certainly was not taken: sending it again makes no copy
     * @throws AddressRefused when neither this mail nor any other to its address will be taken
     * @throws MailOutcomeUnknown when it may have been taken
     */
    void send(Mail mail);
}
