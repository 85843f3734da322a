package dev.souk.purchases.money;

import com.stripe.model.Transfer;
import com.stripe.net.RequestOptions;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import dev.souk.purchases.money.TransferFacts.ReversalFact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@link TransferRecords} at Stripe. The group of a transfer is its order; its metadata say whose share of that it is, for it is known by
 * that also to a database that was restored from before it was made, and has written the same share down anew under another id.
 */
public final class StripeTransferRecords implements TransferRecords {
    private static final String TRANSFER = "transfer";
    private static final String STORE = "store";
    private static final String SEQUENCE = "sequence";
    private static final String REVERSAL = "reversal";
    private static final long PAGE = 100;

    private final StripeCalls stripe;

    public StripeTransferRecords(StripeCalls stripe) {
        this.stripe = stripe;
    }

    @Override
    public Optional<TransferFacts> find(String stripeTransfer) {
        try {
            return Optional.of(
                    facts(stripe.make(client -> client.v1().transfers().retrieve(stripeTransfer))));
        } catch (PaymentRefused e) {
            if (e.code().equals("resource_missing")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<TransferFacts> madeFor(dev.souk.purchases.money.Transfer transfer) {
        List<Transfer> group = stripe.make(client -> client.v1()
                        .transfers()
                        .list(TransferListParams.builder()
                                .setTransferGroup(transfer.order().text())
                                .setLimit(PAGE)
                                .build()))
                .getData();
        return group.stream()
                .filter(each -> isOf(transfer, each.getMetadata()))
                .findFirst()
                .map(StripeTransferRecords::facts);
    }

    @Override
    public String send(dev.souk.purchases.money.Transfer transfer, String charge, String idempotencyKey) {
        TransferCreateParams.Builder params = TransferCreateParams.builder()
                .setAmount(transfer.sent())
                .setCurrency(transfer.currency().name().toLowerCase(Locale.ROOT))
                .setDestination(transfer.destination().orElseThrow())
                .setTransferGroup(transfer.order().text())
                .putMetadata(TRANSFER, transfer.id().text())
                .putMetadata(STORE, transfer.store().text())
                .putMetadata(SEQUENCE, String.valueOf(transfer.sequence()))
                .putMetadata("order", transfer.order().text());
        if (transfer.sequence() == 0) {
            // What a failed refund gave back is in our balance. The charge may be used up: what was sent from it and
            // reversed
            // still counts.
            params.setSourceTransaction(charge);
        }
        return stripe.make(client -> client.v1().transfers().create(params.build(), key(idempotencyKey)))
                .getId();
    }

    @Override
    public String reverse(dev.souk.purchases.money.Transfer transfer, Reversal reversal, String idempotencyKey) {
        TransferReversalCreateParams params = TransferReversalCreateParams.builder()
                .setAmount(reversal.amount())
                .putMetadata(REVERSAL, reversal.id().toString())
                .build();
        String name = transfer.stripeTransfer().orElseThrow();
        return stripe.make(client -> client.v1().transfers().reversals().create(name, params, key(idempotencyKey)))
                .getId();
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    private static TransferFacts facts(Transfer transfer) {
        List<ReversalFact> reversals = transfer.getReversals() == null
                ? List.of()
                : transfer.getReversals().getData().stream()
                        .map(each -> new ReversalFact(
                                each.getId(), uuid(value(each.getMetadata(), REVERSAL)), each.getAmount()))
                        .toList();
        return new TransferFacts(transfer.getId(), transfer.getAmount(), reversals);
    }

    /** By our id, which is all that those of earlier releases say; or as the share that it is. */
    private static boolean isOf(dev.souk.purchases.money.Transfer transfer, @Nullable Map<String, String> metadata) {
        return transfer.id().text().equals(value(metadata, TRANSFER))
                || (transfer.store().text().equals(value(metadata, STORE))
                        && String.valueOf(transfer.sequence()).equals(value(metadata, SEQUENCE)));
    }

    private static @Nullable String value(@Nullable Map<String, String> metadata, String name) {
        return metadata == null ? null : metadata.get(name);
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
