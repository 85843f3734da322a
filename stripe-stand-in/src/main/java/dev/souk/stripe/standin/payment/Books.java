package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Records;
import dev.souk.stripe.standin.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The platform's balance, as the sum of what moved it. */
public final class Books {
    /** The test card whose money is available at once. */
    private static final String AT_ONCE = "0077";

    private final Clock clock;
    private final Ids ids;
    private final Rules rules;

    public Books(Clock clock, Ids ids, Rules rules) {
        this.clock = clock;
        this.ids = ids;
        this.rules = rules;
    }

    /**
     * The balance in one currency.
     *
     * @param pending what came in lately, and cannot be paid out yet
     */
    public record Balance(long available, long pending) {
        private Balance plus(BalanceTransaction entry, Instant now) {
            return entry.availableOn().isAfter(now)
                    ? new Balance(available, pending + entry.net())
                    : new Balance(available + entry.net(), pending);
        }
    }

    /** By currency, in the order of the alphabet. */
    public Map<String, Balance> balances(Records records) {
        Instant now = clock.instant();
        Map<String, Balance> balances = new TreeMap<>();
        for (BalanceTransaction entry : records.newestFirst(BalanceTransaction.class)) {
            Balance before = balances.getOrDefault(entry.currency(), new Balance(0, 0));
            balances.put(entry.currency(), before.plus(entry, now));
        }
        return balances;
    }

    /** The charge, as it is now that its money came in. */
    Charge chargeCameIn(Transaction transaction, Charge charge) {
        Instant now = clock.instant();
        boolean atOnce = !charge.isByBank() && charge.method().last4().equals(AT_ONCE);
        BalanceTransaction entry = new BalanceTransaction(
                ids.next("txn_3", 23),
                now,
                charge.isByBank() ? BalanceTransaction.Type.PAYMENT : BalanceTransaction.Type.CHARGE,
                charge.amount(),
                rules.feeOn(charge.amount()),
                charge.currency(),
                charge.id(),
                charge.data().description() == null ? "" : charge.data().description(),
                atOnce ? now : now.plus(rules.fundsAvailableAfter()));
        transaction.put(entry);
        return charge.bookedAs(entry.id());
    }

    /** @param amount below zero when money leaves */
    BalanceTransaction enter(
            Transaction transaction,
            BalanceTransaction.Type type,
            long amount,
            long fee,
            String currency,
            String source,
            String description,
            Instant availableOn) {
        BalanceTransaction entry = new BalanceTransaction(
                ids.next("txn_1", 23), clock.instant(), type, amount, fee, currency, source, description, availableOn);
        transaction.put(entry);
        return entry;
    }

    public Rules rules() {
        return rules;
    }
}
