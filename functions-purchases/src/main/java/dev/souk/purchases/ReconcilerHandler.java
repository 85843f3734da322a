package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.reconcile.Reconciler;
import java.io.InputStream;
import java.io.OutputStream;

/** Called by a schedule: compares orders and payments with Stripe's record. What one call has no time for is left to the next. */
public final class ReconcilerHandler implements RequestStreamHandler {
    /** Nothing new is begun with less time than a few calls to Stripe may take. */
    private static final int LAST_START_MILLIS = 25_000;

    private final Reconciler reconciler;

    /** For Lambda. */
    public ReconcilerHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public ReconcilerHandler(PurchasesRuntime runtime) {
        this.reconciler = runtime.reconciler();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> reconciler.run(() -> context.getRemainingTimeInMillis() > LAST_START_MILLIS));
    }
}
