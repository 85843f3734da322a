package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.analytics.RollUp;
import java.io.InputStream;
import java.io.OutputStream;

/** Called by a schedule: adds up the days on which something was sold, or of which something went back. One query by key when there are none. */
public final class SalesRollUpHandler implements RequestStreamHandler {
    /** Well before the function is killed; the next call goes on. */
    private static final int LAST_START_MILLIS = 15_000;

    private final RollUp rollUp;
    private final Log log;

    /** For Lambda. */
    public SalesRollUpHandler() {
        this(Environment.ofProcess(), Log.of("sales-roll-up"));
    }

    /** It needs less than the rest of the module: the database. */
    public SalesRollUpHandler(Environment environment, Log log) {
        this.rollUp = new RollUp(new Database(DatabaseSettings.from(environment)));
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            int marks = rollUp.run(() -> context.getRemainingTimeInMillis() > LAST_START_MILLIS);
            if (marks > 0) {
                log.info("sales.added_up", "marks", marks);
            }
            return marks;
        });
    }
}
