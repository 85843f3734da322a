package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.sales.export.ExportExpiry;
import dev.souk.purchases.sweep.Housekeeping;
import dev.souk.purchases.sweep.MissingSales;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * Called by a schedule: deletes records that nobody can need any more and exports whose time is over, and writes down sales that a release
 * before this one did not. Five statements, each on an index, when there are none.
 */
public final class PurchasesSweeperHandler implements RequestStreamHandler {
    /** Well before the function is killed; the next call goes on. */
    private static final int LAST_START_MILLIS = 15_000;

    private final Housekeeping housekeeping;
    private final MissingSales missing;
    private final ExportExpiry exports;
    private final Log log;

    /** For Lambda. */
    public PurchasesSweeperHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("purchases-sweeper"));
    }

    /** It needs less than the rest of the module: the database. */
    public PurchasesSweeperHandler(Environment environment, Clock clock, Log log) {
        Database database = new Database(DatabaseSettings.from(environment));
        IdSource ids = IdSource.uuidV7(clock);
        this.housekeeping = new Housekeeping(database, PurchasesRuntime.idempotencyKeys(database, ids, clock), clock);
        this.missing = new MissingSales(database, ids, clock);
        this.exports =
                new ExportExpiry(database, AwsSettings.from(environment), environment.get("FILES_BUCKET"), clock);
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            BooleanSupplier time = () -> context.getRemainingTimeInMillis() > LAST_START_MILLIS;
            int written = missing.run(time);
            if (written > 0) {
                log.info("sales.written_late", "orders", written);
            }
            int expired = exports.run(time);
            if (expired > 0) {
                log.info("exports.expired", "exports", expired);
            }
            Housekeeping.Deleted deleted = housekeeping.run(time);
            if (!deleted.isNothing()) {
                log.info(
                        "purchases.swept",
                        "keys",
                        deleted.keys(),
                        "messages",
                        deleted.messages(),
                        "events",
                        deleted.events());
            }
            return deleted;
        });
    }
}
