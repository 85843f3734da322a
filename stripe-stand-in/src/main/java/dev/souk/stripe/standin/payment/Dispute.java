package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A buyer who asks the bank for the money back. An inquiry takes no money yet.
 *
 * @param reason such as {@code fraudulent} or {@code product_not_received}
 * @param evidence what the seller has said so far, by Stripe's names
 * @param submissions how often the seller has sent it to the bank
 * @param movements of money, oldest first: the withdrawal, and what brings it back
 */
public record Dispute(
        String id,
        Instant created,
        long amount,
        String currency,
        String charge,
        String paymentIntent,
        String reason,
        Status status,
        Map<String, String> evidence,
        int submissions,
        Instant dueBy,
        Map<String, String> metadata,
        List<BalanceTransaction> movements)
        implements Stored {

    /** Where a dispute stands. */
    public enum Status {
        WARNING_NEEDS_RESPONSE("warning_needs_response", true),
        WARNING_UNDER_REVIEW("warning_under_review", true),
        WARNING_CLOSED("warning_closed", true),
        NEEDS_RESPONSE("needs_response", false),
        UNDER_REVIEW("under_review", false),
        WON("won", false),
        LOST("lost", false);

        private final String stripeName;
        private final boolean inquiry;

        Status(String stripeName, boolean inquiry) {
            this.stripeName = stripeName;
            this.inquiry = inquiry;
        }

        public String stripeName() {
            return stripeName;
        }

        boolean isInquiry() {
            return inquiry;
        }

        boolean isOver() {
            return this == WARNING_CLOSED || this == WON || this == LOST;
        }
    }

    @Override
    public List<String> belongsTo() {
        return List.of(charge, paymentIntent);
    }

    /** While the bank has the money, or for good when it keeps it, nothing goes back by a refund. */
    boolean forbidsRefunds() {
        return !status.isInquiry() && status != Status.WON;
    }

    Dispute now(Status newStatus) {
        return with(newStatus, evidence, submissions, metadata, movements);
    }

    Dispute moved(BalanceTransaction entry) {
        List<BalanceTransaction> all = new ArrayList<>(movements);
        all.add(entry);
        return with(status, evidence, submissions, metadata, List.copyOf(all));
    }

    Dispute saying(Map<String, String> newEvidence, Map<String, String> newMetadata) {
        return with(status, newEvidence, submissions, newMetadata, movements);
    }

    Dispute submitted() {
        return with(
                status.isInquiry() ? Status.WARNING_UNDER_REVIEW : Status.UNDER_REVIEW,
                evidence,
                submissions + 1,
                metadata,
                movements);
    }

    private Dispute with(
            Status newStatus,
            Map<String, String> newEvidence,
            int newSubmissions,
            Map<String, String> newMetadata,
            List<BalanceTransaction> newMovements) {
        return new Dispute(
                id,
                created,
                amount,
                currency,
                charge,
                paymentIntent,
                reason,
                newStatus,
                newEvidence,
                newSubmissions,
                dueBy,
                newMetadata,
                newMovements);
    }
}
