package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import java.time.Instant;
import java.util.List;

/** What people have to look at, until it holds no more. */
interface Findings {
    static Findings in(Database database, IdSource ids) {
        return new SqlFindings(database, ids);
    }

    /** The oldest ones that are open, at most {@code most}. */
    List<Finding> open(int most);

    /** Keeps a finding; true when it was not open before. */
    boolean raise(Finding finding, Instant at);

    /** Keeps that it holds no more; true when it was open. */
    boolean resolve(Finding.Kind kind, String reference, Instant at);
}
