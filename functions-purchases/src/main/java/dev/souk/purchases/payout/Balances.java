package dev.souk.purchases.payout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import dev.souk.purchases.money.Ledger;
import dev.souk.purchases.money.Transfer;
import dev.souk.purchases.money.Transfers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stores are owed, and what was paid to them. */
public final class Balances {
    private final Database database;
    private final IdSource ids;

    public Balances(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    /** What a store is owed in each currency it has sold in, in minor units; negative when it owes. */
    public Map<Currency, Long> owedTo(StoreId store) {
        return Ledger.in(database, ids).owedTo(store);
    }

    /** The newest payments to a store before the given one, at most {@code most}. */
    public List<Transfer> payouts(StoreId store, Optional<TransferId> before, int most) {
        return Transfers.in(database).of(store, before, most);
    }
}
