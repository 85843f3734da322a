package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take the money.
 *
 * @param amount in minor units
 * @param decline why it failed; null unless it did
 * @param balanceTransaction by which the money came in; null until it does
 * @param refunded what went back to the buyer, or is on its way there
 * @param transferred what was passed on to connected accounts from it; reversals do not lessen it
 * @param dispute the buyer's dispute, when there is one
 */
public record Charge(
        String id,
        Instant created,
        long amount,
        String currency,
        String paymentIntent,
        PaymentIntentData data,
        Payer payer,
        MethodUsed method,
        Status status,
        @Nullable Decline decline,
        @Nullable String balanceTransaction,
        long refunded,
        long transferred,
        @Nullable String dispute)
        implements Stored {

    /** Where an attempt stands. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        public String stripeName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Charge tried(
            String id,
            Instant now,
            PaymentIntent intent,
            Payer payer,
            MethodUsed method,
            Status status,
            @Nullable Decline decline) {
        return new Charge(
                id,
                now,
                intent.amount(),
                intent.currency(),
                intent.id(),
                intent.data(),
                payer,
                method,
                status,
                decline,
                null,
                0,
                0,
                null);
    }

    @Override
    public List<String> belongsTo() {
        String group = data.transferGroup();
        return group == null ? List.of(paymentIntent) : List.of(paymentIntent, group);
    }

    public boolean isSucceeded() {
        return status == Status.SUCCEEDED;
    }

    boolean isByBank() {
        return method.kind() == PaymentMethod.BANK_DEBIT;
    }

    /** What can still go back to the buyer. */
    public long unrefunded() {
        return amount - refunded;
    }

    /** Where transfers made from it are grouped. */
    String transferGroup() {
        return Objects.requireNonNullElse(data.transferGroup(), "group_" + paymentIntent);
    }

    Charge now(Status newStatus, @Nullable Decline newDecline) {
        return with(newStatus, newDecline, balanceTransaction, refunded, transferred, dispute);
    }

    Charge bookedAs(String newBalanceTransaction) {
        return with(status, decline, newBalanceTransaction, refunded, transferred, dispute);
    }

    /** @param more below zero when a refund failed */
    Charge withRefund(long more) {
        return with(status, decline, balanceTransaction, refunded + more, transferred, dispute);
    }

    Charge withTransfer(long more) {
        return with(status, decline, balanceTransaction, refunded, transferred + more, dispute);
    }

    Charge disputedBy(String newDispute) {
        return with(status, decline, balanceTransaction, refunded, transferred, newDispute);
    }

    private Charge with(
            Status newStatus,
            @Nullable Decline newDecline,
            @Nullable String newBalanceTransaction,
            long newRefunded,
            long newTransferred,
            @Nullable String newDispute) {
        return new Charge(
                id,
                created,
                amount,
                currency,
                paymentIntent,
                data,
                payer,
                method,
                newStatus,
                newDecline,
                newBalanceTransaction,
                newRefunded,
                newTransferred,
                newDispute);
    }
}
