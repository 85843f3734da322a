package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.payment.ChargeLooks;
import dev.souk.purchases.payout.Payouts;
import dev.souk.purchases.refund.Refunding;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * Called by a schedule: looks up what Stripe took of new payments, takes up refunds whose end is not known, and pays sellers what is due.
 * Three indexed queries when there is nothing to do.
 */
public final class SettlementHandler implements RequestStreamHandler {
    /** Nothing new is begun with less time than a few calls to Stripe may take. */
    private static final int LAST_START_MILLIS = 25_000;

    private final ChargeLooks looks;
    private final Refunding refunding;
    private final Payouts payouts;
    private final Log log;

    /** For Lambda. */
    public SettlementHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public SettlementHandler(PurchasesRuntime runtime) {
        this.looks = runtime.chargeLooks();
        this.refunding = runtime.refunding();
        this.payouts = runtime.payouts();
        this.log = runtime.log();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        BooleanSupplier time = () -> context.getRemainingTimeInMillis() > LAST_START_MILLIS;
        Log.during(context, () -> {
            int looked = looks.run(time);
            int refunded = refunding.resume(time);
            int paid = payouts.run(time);
            if (looked + refunded + paid > 0) {
                log.info("settlement.done", "charges", looked, "refunds", refunded, "transfers", paid);
            }
            return looked + refunded + paid;
        });
    }
}
