package dev.souk.purchases.money;

/** Whether a buyer keeps what a disputed order gave while the dispute is open. */
public enum DisputeAccess {
    KEEP,
    SUSPEND
}
