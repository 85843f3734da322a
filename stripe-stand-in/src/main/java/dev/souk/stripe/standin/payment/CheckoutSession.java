package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session. It is open until it is paid or expires; then it changes no more, but that a payment by bank debit is decided.
 *
 * @param paid false for a complete session means that the bank has not decided, or has declined
 * @param paymentIntent null until somebody tried to pay
 * @param pending the bank debit that is not decided yet
 */
public record CheckoutSession(
        String id,
        Instant created,
        SessionRequest asked,
        Status status,
        boolean paid,
        @Nullable String paymentIntent,
        @Nullable Payer payer,
        @Nullable PendingDebit pending)
        implements Stored {

    /** Where a session stands. */
    public enum Status {
        OPEN,
        COMPLETE,
        EXPIRED
    }

    /**
     * A bank debit under way.
     *
     * @param succeeds how it will end when nobody says otherwise
     * @param settlesAt when; null for when somebody says so
     */
    public record PendingDebit(boolean succeeds, @Nullable Instant settlesAt) {}

    @Override
    public List<String> belongsTo() {
        return paymentIntent == null ? List.of() : List.of(paymentIntent);
    }

    static CheckoutSession open(String id, Instant now, SessionRequest asked) {
        return new CheckoutSession(id, now, asked, Status.OPEN, false, null, null, null);
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    /** Whether the tax is known: the buyer says where they are when they pay. */
    public boolean isTaxed() {
        return asked.automaticTax() && status == Status.COMPLETE;
    }

    public boolean isDue(Instant now) {
        return isOpen() && !now.isBefore(asked.expiresAt());
    }

    CheckoutSession tried(String intent) {
        return new CheckoutSession(id, created, asked, status, paid, intent, payer, pending);
    }

    CheckoutSession paidBy(String intent, Payer by) {
        return new CheckoutSession(id, created, asked, Status.COMPLETE, true, intent, by, null);
    }

    CheckoutSession debitedFrom(String intent, Payer by, PendingDebit debit) {
        return new CheckoutSession(id, created, asked, Status.COMPLETE, false, intent, by, debit);
    }

    CheckoutSession settled(boolean succeeded) {
        return new CheckoutSession(id, created, asked, status, succeeded, paymentIntent, payer, null);
    }

    CheckoutSession expired() {
        return new CheckoutSession(id, created, asked, Status.EXPIRED, paid, paymentIntent, payer, pending);
    }

    /** Where the buyer goes after paying. */
    public String successUrl() {
        return asked.successUrl().replace("{CHECKOUT_SESSION_ID}", id);
    }
}
