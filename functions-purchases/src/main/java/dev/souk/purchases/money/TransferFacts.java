package dev.souk.purchases.money;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What Stripe says of a transfer now, in minor units. */
public record TransferFacts(String stripeTransfer, long amount, List<ReversalFact> reversals) {
    public TransferFacts {
        reversals = List.copyOf(reversals);
    }

    /** @param ours the reversal here that it was made for; empty for one that was made at Stripe */
    public record ReversalFact(String id, Optional<UUID> ours, long amount) {}
}
