package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.priming.Stage;
import java.util.Map;

/** Profiles and stores, behind API Gateway. */
public final class UsersHandler extends HttpFunction {
    /** For Lambda. */
    public UsersHandler() {
        this(UsersRuntime.from(Environment.ofProcess()));
        Stage stage = new Stage(this);
        Snapshots.rehearse(
                "a store's page", () -> stage.get("/v1/stores/{store}", Map.of("store", "priming"), Map.of()));
        Snapshots.rehearse("a token", () -> stage.get("/v1/me", Map.of(), Stage.strangersToken()));
    }

    public UsersHandler(UsersRuntime runtime) {
        super(runtime.router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
