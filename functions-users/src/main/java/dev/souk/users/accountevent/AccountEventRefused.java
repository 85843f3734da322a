package dev.souk.users.accountevent;

/** A message that cannot be acted on as it is. It stays on the queue and goes to the dead letters, where it can be looked at and sent again. */
final class AccountEventRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccountEventRefused(String why) {
        super(why);
    }

    AccountEventRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
