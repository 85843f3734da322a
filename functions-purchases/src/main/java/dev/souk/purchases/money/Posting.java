package dev.souk.purchases.money;

import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One transaction for the ledger. It is written once for what it is about, and its entries sum to zero.
 *
 * @param reference what it is about, together with the kind: an order, a name of Stripe's
 */
public record Posting(Kind kind, String reference, Optional<OrderId> order, List<Entry> entries, Instant at) {
    public Posting {
        entries = List.copyOf(entries);
        long sum = 0;
        for (Entry entry : entries) {
            sum = Math.addExact(sum, entry.amount());
            if (entry.currency() != entries.getFirst().currency()) {
                throw new IllegalArgumentException(kind + " of " + reference + " has two currencies");
            }
        }
        if (sum != 0) {
            throw new IllegalArgumentException(kind + " of " + reference + " is off by " + sum);
        }
    }

    /** What kind of thing happened. */
    public enum Kind {
        SALE,
        STRIPE_FEE,
        SURPLUS,
        REFUND,
        REFUND_FAILED,
        DISPUTE_MOVED,
        DISPUTE_LOST,
        TRANSFER,
        TRANSFER_REVERSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param amount minor units; a debit is positive, a credit negative */
    public record Entry(LedgerAccount account, Optional<StoreId> store, long amount, Currency currency) {}

    static Builder of(Kind kind, String reference, OrderId order, Currency currency) {
        return new Builder(kind, reference, order, currency);
    }

    /** Takes entries one by one; an amount of zero makes none. */
    static final class Builder {
        private final Kind kind;
        private final String reference;
        private final OrderId order;
        private final Currency currency;
        private final List<Entry> entries = new ArrayList<>();

        private Builder(Kind kind, String reference, OrderId order, Currency currency) {
            this.kind = kind;
            this.reference = reference;
            this.order = order;
            this.currency = currency;
        }

        Builder debit(LedgerAccount account, long amount) {
            return entry(account, Optional.empty(), amount);
        }

        Builder credit(LedgerAccount account, long amount) {
            return entry(account, Optional.empty(), -amount);
        }

        Builder debit(StoreId store, long amount) {
            return entry(LedgerAccount.SELLER_PAYABLE, Optional.of(store), amount);
        }

        Builder credit(StoreId store, long amount) {
            return entry(LedgerAccount.SELLER_PAYABLE, Optional.of(store), -amount);
        }

        private Builder entry(LedgerAccount account, Optional<StoreId> store, long amount) {
            if (amount != 0) {
                entries.add(new Entry(account, store, amount, currency));
            }
            return this;
        }

        Posting at(Instant at) {
            return new Posting(kind, reference, Optional.of(order), entries, at);
        }
    }
}
