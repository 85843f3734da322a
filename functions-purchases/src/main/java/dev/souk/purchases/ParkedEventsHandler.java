package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.payment.Payments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Called by hand: sends every parked event through again. Answers {@code {"done": 2, "left": 0}}; what is left stays parked.
 */
public final class ParkedEventsHandler implements RequestStreamHandler {
    private final Payments payments;

    /** For Lambda. */
    public ParkedEventsHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public ParkedEventsHandler(PurchasesRuntime runtime) {
        this.payments = runtime.payments();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payments.Replayed replayed = Log.during(context, payments::replay);
        output.write(Json.write(replayed).getBytes(StandardCharsets.UTF_8));
    }
}
