package dev.souk.webhooks;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.AccessTokens;
import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.http.Cors;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.model.message.WorkQueue;
import dev.souk.webhooks.delivering.FanOut;
import dev.souk.webhooks.delivering.Forgetting;
import dev.souk.webhooks.delivering.Sweep;
import dev.souk.webhooks.delivering.Telling;
import dev.souk.webhooks.posting.HostNames;
import dev.souk.webhooks.posting.Poster;
import dev.souk.webhooks.posting.Targets;
import dev.souk.webhooks.registering.ChangeEndpoint;
import dev.souk.webhooks.registering.RegisterEndpoint;
import dev.souk.webhooks.resending.Resend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * The wiring of this function's handlers. Each handler asks for what it needs, and the start fails by name when a variable for that is
 * missing; no connection is opened here.
 */
public final class WebhooksRuntime {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final Environment environment;
    private final Database database;
    private final Clock clock;
    private final IdSource ids;
    private final Log log;
    private final HostNames hosts;
    private final Supplier<SSLSocketFactory> tls;
    private final Poster.Limits limits;

    private WebhooksRuntime(
            Environment environment,
            Clock clock,
            Log log,
            HostNames hosts,
            Supplier<SSLSocketFactory> tls,
            Poster.Limits limits) {
        this.environment = environment;
        this.database = new Database(DatabaseSettings.from(environment));
        // As fine as the database keeps time: what is answered now is what is read later.
        this.clock = Clock.tick(clock, MICROSECOND);
        this.ids = IdSource.uuidV7(clock);
        this.log = log;
        this.hosts = hosts;
        this.tls = tls;
        this.limits = limits;
    }

    /** @throws MissingVariable naming what is not set */
    public static WebhooksRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("webhooks"));
    }

    /** The same with a clock and a log of the caller's. */
    public static WebhooksRuntime from(Environment environment, Clock clock, Log log) {
        return from(
                environment,
                clock,
                log,
                HostNames.REAL,
                new Lazy<>(() -> (SSLSocketFactory) SSLSocketFactory.getDefault()),
                Poster.Limits.USUAL);
    }

    /** The same with names, trust and patience of the caller's too. */
    static WebhooksRuntime from(
            Environment environment,
            Clock clock,
            Log log,
            HostNames hosts,
            Supplier<SSLSocketFactory> tls,
            Poster.Limits limits) {
        return new WebhooksRuntime(environment, clock, log, hosts, tls, limits);
    }

    Log log() {
        return log;
    }

    Clock clock() {
        return clock;
    }

    Database database() {
        return database;
    }

    Router router() {
        Router.Builder router = Router.of("webhooks");
        new EndpointRoutes(this).addTo(router);
        new DeliveryRoutes(this).addTo(router);
        return router.build();
    }

    TokenVerifier tokens() {
        return new AccessTokens(
                "webhooks_token_uses", database, new OidcTokenVerifier(OidcSettings.from(environment), clock), clock);
    }

    Cursors cursors() {
        return new Cursors(environment.secret("SOUK_SECRET"));
    }

    Cors cors() {
        return Cors.from(environment);
    }

    /** Public addresses alone, unless it says otherwise. */
    Targets targets() {
        return environment
                .find("WEBHOOK_TARGETS")
                .map(_ -> environment.parsed("WEBHOOK_TARGETS", Targets::parse, "public or public_and_loopback"))
                .orElse(Targets.PUBLIC);
    }

    RegisterEndpoint registerEndpoint() {
        return new RegisterEndpoint(database, seal(), audit(), ids, clock);
    }

    ChangeEndpoint changeEndpoint() {
        return new ChangeEndpoint(database, seal(), audit(), clock);
    }

    private AuditLog audit() {
        return new AuditLog("webhooks_audit", ids, clock);
    }

    Resend resend() {
        return new Resend(
                database,
                outbox(Map.of(WorkQueue.SELLER_WEBHOOKS, environment.uri("SELLER_WEBHOOKS_QUEUE_URL"))),
                ids,
                clock);
    }

    /** @param outbox where letters to sellers are put */
    Telling telling(Outbox outbox) {
        return new Telling(database, new Poster(hosts, targets(), tls, limits), seal(), outbox, ids, clock, log);
    }

    Outbox letters() {
        return outbox(Map.of(WorkQueue.EMAILS, environment.uri("EMAILS_QUEUE_URL")));
    }

    /** For all that is put in it. */
    Outbox outbox() {
        return outbox(Map.of(
                WorkQueue.EMAILS,
                environment.uri("EMAILS_QUEUE_URL"),
                WorkQueue.SELLER_WEBHOOKS,
                environment.uri("SELLER_WEBHOOKS_QUEUE_URL")));
    }

    FanOut fanOut(Telling telling) {
        return new FanOut(database, telling, ids, clock, log);
    }

    Sweep sweep(Telling telling) {
        return new Sweep(database, telling, clock, log);
    }

    Forgetting forgetting() {
        return new Forgetting(database, clock);
    }

    private Outbox outbox(Map<WorkQueue, URI> urls) {
        return new Outbox(
                "webhooks_outbox", database, new SqsSender(AwsSettings.from(environment), urls, log), clock, log);
    }

    private SecretSeal seal() {
        return new SecretSeal(environment.secret("SOUK_SECRET"));
    }
}
