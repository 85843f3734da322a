package dev.souk.users;

import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.http.Cors;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.users.editing.EditStore;
import dev.souk.users.opening.OpenStore;
import dev.souk.users.profile.OwnProfile;
import java.time.Clock;
import java.time.Duration;

/** The wiring of this function. No connection is opened here. */
public record UsersRuntime(
        Database database, TokenVerifier tokens, Cursors cursors, Cors cors, Clock clock, IdSource ids, Log log) {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** @throws MissingVariable naming what is not set */
    public static UsersRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("users"));
    }

    /** The same with a clock and a log of the caller's. */
    public static UsersRuntime from(Environment environment, Clock clock, Log log) {
        return new UsersRuntime(
                new Database(DatabaseSettings.from(environment)),
                new OidcTokenVerifier(OidcSettings.from(environment), clock),
                new Cursors(environment.secret("SOUK_SECRET")),
                Cors.from(environment),
                // As fine as the database keeps time: what is answered now is what is read later.
                Clock.tick(clock, MICROSECOND),
                IdSource.uuidV7(clock),
                log);
    }

    Stores stores() {
        return Stores.in(database);
    }

    OwnProfile ownProfile() {
        return new OwnProfile(Profiles.in(database), clock);
    }

    OpenStore openStore() {
        return new OpenStore(Profiles.in(database), stores(), ids, clock);
    }

    EditStore editStore() {
        return new EditStore(stores(), clock);
    }
}
