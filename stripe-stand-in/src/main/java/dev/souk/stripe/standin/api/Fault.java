package dev.souk.stripe.standin.api;

/** What can go wrong at Stripe, on order. */
public enum Fault {
    /** 429; nothing happens. */
    RATE_LIMITED,
    /** 500; nothing happens, and the idempotency key will replay the 500. */
    SERVER_ERROR,
    /** 500; nothing happens, and the idempotency key does not know of it: the same request goes well later. */
    SERVER_ERROR_FORGOTTEN,
    /** 500 although the thing was done; the idempotency key will replay the 500. */
    SERVER_ERROR_AFTER_EFFECT,
    /** The thing is done, and no answer comes; the idempotency key will replay the answer that was lost. */
    TIMEOUT_AFTER_EFFECT,
    /** The thing is done, and the connection breaks in the middle of the answer; the idempotency key has it whole. */
    CONNECTION_CUT,
    /** 409: the idempotency key is in use; nothing happens. */
    KEY_IN_USE,
    /** No answer comes, and nothing is done. */
    TIMEOUT_BEFORE_EFFECT,
    /** All goes well, late. The idempotency key is in use meanwhile. */
    SLOW
}
