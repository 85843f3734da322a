package dev.souk.stripe.standin.store;

/** A record that is kept under its id. */
public interface Stored {
    String id();
}
