package dev.souk.purchases;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.priming.Stage;
import java.util.Map;

/** Orders, purchases and downloads, behind API Gateway. */
public final class PurchasesHandler extends HttpFunction {
    /** For Lambda. */
    public PurchasesHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
        Stage stage = new Stage(this);
        Snapshots.rehearse(
                "what was bought", () -> stage.get("/v1/purchases", Map.of(), Map.of("Purchase-Token", "priming")));
        Snapshots.rehearse("a token", () -> stage.get("/v1/orders", Map.of(), Stage.strangersToken()));
    }

    public PurchasesHandler(PurchasesRuntime runtime) {
        super(new PurchasesRoutes(runtime).router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
