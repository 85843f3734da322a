package dev.souk.purchases.reconcile;

/** The events that were acted on, and whoever acts on them. */
public interface TakenEvents {
    /** Whether it was acted on before. */
    boolean know(String event);

    /** Acts on an event that Stripe was asked for; throws when that cannot be done. */
    void take(String body);
}
