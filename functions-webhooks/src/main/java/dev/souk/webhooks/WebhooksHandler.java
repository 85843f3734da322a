package dev.souk.webhooks;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.priming.Stage;
import java.util.Map;

/** Endpoints and deliveries, behind API Gateway. */
public final class WebhooksHandler extends HttpFunction {
    /** For Lambda. */
    public WebhooksHandler() {
        this(WebhooksRuntime.from(Environment.ofProcess()));
        Stage stage = new Stage(this);
        Snapshots.rehearse(
                "a token",
                () -> stage.get(
                        "/v1/stores/{store}/webhook-endpoints", Map.of("store", "priming"), Stage.strangersToken()));
    }

    public WebhooksHandler(WebhooksRuntime runtime) {
        super(runtime.router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
