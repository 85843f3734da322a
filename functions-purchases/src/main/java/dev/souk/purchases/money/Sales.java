package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes down what a paid order means to the ledger, and what is to be paid on to whom. */
public final class Sales {
    private final IdSource ids;
    private final Duration hold;

    /** @param hold how long a store's share is kept back after the payment */
    public Sales(IdSource ids, Duration hold) {
        this.ids = ids;
        this.hold = hold;
    }

    /** @param order with its lines as they were paid */
    public void record(Sql tx, Order order, MoneyIn in, Instant at) {
        Currency currency = in.currency();
        String intent = in.paymentIntent().orElseThrow();
        Charges.in(tx)
                .add(
                        new Charge(
                                intent,
                                order.id(),
                                Charge.Role.ORDER,
                                new Money(in.total(), currency),
                                Optional.empty()),
                        at,
                        at);
        Map<StoreId, Long> shares = new LinkedHashMap<>();
        long fees = 0;
        for (OrderLine line : order.lines()) {
            shares.merge(line.store(), line.sellerShare(), Long::sum);
            fees += line.fee();
        }
        Posting.Builder posting = Posting.of(Posting.Kind.SALE, order.id().text(), order.id(), currency)
                .debit(LedgerAccount.PLATFORM_CASH, in.total())
                .credit(LedgerAccount.PLATFORM_REVENUE, fees)
                .credit(LedgerAccount.TAX_PAYABLE, in.tax());
        shares.forEach(posting::credit);
        Ledger.in(tx, ids).post(posting.at(at));
        Transfers transfers = Transfers.in(tx);
        shares.forEach((store, share) -> {
            if (share > 0) {
                transfers.add(Transfer.held(
                        new TransferId(ids.next()), order.id(), store, 0, intent, currency, share, at.plus(hold), at));
            }
        });
    }
}
