package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Money passed on to a connected account.
 *
 * @param sourceTransaction the charge it comes from; null for the balance
 * @param destinationPayment what it is called on the other side, {@code py_…}
 * @param reversals newest first
 */
public record Transfer(
        String id,
        Instant created,
        long amount,
        String currency,
        String destination,
        String destinationPayment,
        @Nullable String sourceTransaction,
        @Nullable String transferGroup,
        @Nullable String description,
        Map<String, String> metadata,
        String balanceTransaction,
        List<TransferReversal> reversals)
        implements Stored {

    @Override
    public List<String> belongsTo() {
        return Stream.of(destination, transferGroup, sourceTransaction)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    public long reversed() {
        return reversals.stream().mapToLong(TransferReversal::amount).sum();
    }

    long unreversed() {
        return amount - reversed();
    }

    Transfer with(TransferReversal reversal) {
        List<TransferReversal> all = new ArrayList<>(List.of(reversal));
        all.addAll(reversals);
        return with(description, metadata, List.copyOf(all));
    }

    Transfer described(@Nullable String newDescription, Map<String, String> newMetadata) {
        return with(newDescription, newMetadata, reversals);
    }

    private Transfer with(
            @Nullable String newDescription, Map<String, String> newMetadata, List<TransferReversal> newReversals) {
        return new Transfer(
                id,
                created,
                amount,
                currency,
                destination,
                destinationPayment,
                sourceTransaction,
                transferGroup,
                newDescription,
                newMetadata,
                balanceTransaction,
                newReversals);
    }
}
