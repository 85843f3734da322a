package dev.souk.purchases.analytics;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Adds marked days up. A day is added up anew and not counted on, so it is right whatever was heard of late, twice, or in another order. A mark
 * goes in the transaction that adds up, and nobody waits for it: who changes a sale meanwhile leaves another one.
 */
public final class RollUp {
    private static final int BATCH = 500;

    private final Database database;

    public RollUp(Database database) {
        this.database = database;
    }

    /**
     * All that is marked. One query by key when nothing is.
     *
     * @param time whether there is time for another store's
     * @return how many marks were seen to
     */
    public int run(BooleanSupplier time) {
        int seen = 0;
        Optional<StoreId> store = DaySums.in(database).marked();
        while (store.isPresent() && time.getAsBoolean()) {
            StoreId next = store.get();
            int done = database.transaction(tx -> some(tx, next));
            if (done == 0) {
                // Somebody else is at these: the next call sees what is left.
                break;
            }
            seen += done;
            store = DaySums.in(database).marked();
        }
        return seen;
    }

    private static int some(Sql tx, StoreId store) {
        DaySums sums = DaySums.in(tx);
        List<DaySums.Mark> marks = sums.take(store, BATCH);
        if (!marks.isEmpty()) {
            // In one order, so that two who do this do not wait for each other.
            List<LocalDate> days =
                    marks.stream().map(DaySums.Mark::day).distinct().sorted().toList();
            days.forEach(day -> sums.addUp(store, day));
            sums.forget(marks);
        }
        return marks.size();
    }
}
