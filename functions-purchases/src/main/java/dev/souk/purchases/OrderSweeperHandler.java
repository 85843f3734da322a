package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.sweep.OrderSweeper;
import java.io.InputStream;
import java.io.OutputStream;

/** Called by a schedule: ends orders that nobody paid, and asks again for payment pages. Two indexed queries when nothing is due. */
public final class OrderSweeperHandler implements RequestStreamHandler {
    /** Nothing new is begun with less time than a few calls to Stripe may take. */
    private static final int LAST_START_MILLIS = 25_000;

    private final OrderSweeper sweeper;
    private final Log log;

    /** For Lambda. */
    public OrderSweeperHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public OrderSweeperHandler(PurchasesRuntime runtime) {
        this.sweeper = runtime.orderSweeper();
        this.log = runtime.log();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            int asked = sweeper.askForPages();
            int looked = sweeper.expire(() -> context.getRemainingTimeInMillis() > LAST_START_MILLIS);
            if (asked + looked > 0) {
                log.info("orders.swept", "pages", asked, "looks", looked);
            }
            return asked + looked;
        });
    }
}
