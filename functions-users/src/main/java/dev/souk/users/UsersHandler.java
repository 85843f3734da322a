package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.http.HttpFunction;

/** Profiles and stores, behind API Gateway. */
public final class UsersHandler extends HttpFunction {
    /** For Lambda. */
    public UsersHandler() {
        this(UsersRuntime.from(Environment.ofProcess()));
    }

    public UsersHandler(UsersRuntime runtime) {
        super(new UsersRoutes(runtime).router(), runtime.tokens(), runtime.cors(), runtime.log());
    }
}
