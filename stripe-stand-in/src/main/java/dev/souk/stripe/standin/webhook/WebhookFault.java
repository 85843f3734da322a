package dev.souk.stripe.standin.webhook;

/** What can go wrong between Stripe and an endpoint, on order. */
public enum WebhookFault {
    /** Never sent, and never tried again. */
    DROPPED,
    /** Sent twice. */
    DUPLICATED,
    /** Sent for the first time after a while. */
    DELAYED,
    /** Waits for the others that were ordered with it; then they are sent, the last one first. */
    REORDERED,
    /** In an API version that nobody asked for. */
    OTHER_VERSION
}
