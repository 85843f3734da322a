package dev.souk.live;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.log.Log;
import dev.souk.live.push.ApiGatewayConnections;
import dev.souk.live.push.Pushing;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The wiring of the worker. No connection is opened here. */
record LiveRuntime(Optional<Pushing> pushing, Log log) {
    /**
     * Reads {@code CONNECTIONS_URL}, {@code DATABASE_…} and the {@code AWS_…} variables. Without {@code CONNECTIONS_URL} nobody is connected,
     * and nothing is pushed.
     *
     * @throws MissingVariable naming what is not set
     */
    static LiveRuntime from(Environment environment, Clock clock, Log log) {
        Database database = new Database(DatabaseSettings.from(environment));
        AwsSettings aws = AwsSettings.from(environment);
        Optional<URI> api = environment.findUri("CONNECTIONS_URL");
        return new LiveRuntime(
                api.map(url -> new Pushing(database, new ApiGatewayConnections(aws, url), clock, log)), log);
    }
}
