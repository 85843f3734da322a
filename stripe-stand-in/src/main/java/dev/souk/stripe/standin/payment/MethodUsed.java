package dev.souk.stripe.standin.payment;

/**
 * The card or account that a payment was tried with.
 *
 * @param id {@code pm_…}
 * @param brand of a card; empty for a bank account
 * @param expiryMonth of a card, else 0
 * @param expiryYear of a card, four digits, else 0
 */
public record MethodUsed(String id, PaymentMethod kind, String brand, String last4, int expiryMonth, int expiryYear) {}
