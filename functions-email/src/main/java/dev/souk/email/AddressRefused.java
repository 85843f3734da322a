package dev.souk.email;

/** A mail was not taken, and no other to this address will be: there is no such address. Its message holds a code at most. */
public final class AddressRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AddressRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
