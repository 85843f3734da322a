package dev.souk.purchases;

import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.http.HttpFunction;
import dev.souk.purchases.refund.Refunding;

/** Opens the doors of {@link PurchasesRuntime} that are not public, for the simulation. */
public final class PurchasesInside {
    private PurchasesInside() {}

    /** The REST operations, with a check of tokens that needs no issuer. */
    public static HttpFunction http(PurchasesRuntime runtime, TokenVerifier tokens) {
        return new HttpFunction(new PurchasesRoutes(runtime).router(), tokens, runtime.cors(), runtime.log()) {};
    }

    public static Refunding refunding(PurchasesRuntime runtime) {
        return runtime.refunding();
    }
}
