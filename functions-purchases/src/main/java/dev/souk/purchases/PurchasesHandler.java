package dev.souk.purchases;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;

/** Orders, purchases and downloads, behind API Gateway. */
public final class PurchasesHandler extends HttpFunction {
    /** For Lambda. */
    public PurchasesHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public PurchasesHandler(PurchasesRuntime runtime) {
        super(new PurchasesRoutes(runtime).router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
