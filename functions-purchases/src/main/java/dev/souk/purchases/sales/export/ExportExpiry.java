package dev.souk.purchases.sales.export;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.db.Database;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Deletes exports whose time is over: the file first, then what is known of it. One indexed query when there are none. */
public final class ExportExpiry {
    private static final int BATCH = 100;

    private final Database database;
    private final ExportStore store;
    private final Clock clock;

    public ExportExpiry(Database database, AwsSettings aws, String bucket, Clock clock) {
        this.database = database;
        this.store = new S3ExportStore(aws, bucket);
        this.clock = clock;
    }

    /**
     * @param time whether there is time for another one
     * @return how many were deleted
     */
    public int run(BooleanSupplier time) {
        int deleted = 0;
        List<Export> over = Exports.in(database).expired(clock.instant(), BATCH);
        for (Export export : over) {
            if (!time.getAsBoolean()) {
                break;
            }
            export.upload().ifPresent(upload -> store.abort(export.key(), upload));
            store.remove(export.key());
            database.transaction(tx -> {
                Exports.in(tx).delete(export.id());
                return export;
            });
            deleted++;
        }
        return deleted;
    }
}
