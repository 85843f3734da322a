package dev.souk.users;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.AccessTokens;
import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.http.Cors;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.message.WorkQueue;
import dev.souk.users.accountevent.AccountEvents;
import dev.souk.users.editing.EditStore;
import dev.souk.users.fee.SetFee;
import dev.souk.users.member.Invite;
import dev.souk.users.member.JoinStore;
import dev.souk.users.member.ManageMembers;
import dev.souk.users.opening.OpenStore;
import dev.souk.users.payout.StartOnboarding;
import dev.souk.users.profile.OwnProfile;
import dev.souk.users.takedown.TakeDownStore;
import dev.souk.users.token.MakeToken;
import dev.souk.users.vacation.TakeVacation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The wiring of this function's handlers. Each handler asks for what it needs, and the start fails by name when a variable for that is
 * missing; no connection is opened here, and nothing of Stripe's library is loaded.
 */
public final class UsersRuntime {
    private static final String TAKEDOWNS = "users_takedowns";
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final Environment environment;
    private final Database database;
    private final Clock clock;
    private final IdSource ids;
    private final Log log;

    private UsersRuntime(Environment environment, Clock clock, Log log) {
        this.environment = environment;
        this.database = new Database(DatabaseSettings.from(environment));
        // As fine as the database keeps time: what is answered now is what is read later.
        this.clock = Clock.tick(clock, MICROSECOND);
        this.ids = IdSource.uuidV7(clock);
        this.log = log;
    }

    /** @throws MissingVariable naming what is not set */
    public static UsersRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("users"));
    }

    /** The same with a clock and a log of the caller's. */
    public static UsersRuntime from(Environment environment, Clock clock, Log log) {
        return new UsersRuntime(environment, clock, log);
    }

    Log log() {
        return log;
    }

    Router router() {
        Router.Builder router = Router.of("users");
        new UsersRoutes(this).addTo(router);
        new TokenRoutes(this).addTo(router);
        new MemberRoutes(this).addTo(router);
        new AuditRoutes(this).addTo(router);
        new PlatformRoutes(this).addTo(router);
        new TakedownRoutes(this).addTo(router);
        return router.build();
    }

    Clock clock() {
        return clock;
    }

    TokenVerifier tokens() {
        return new AccessTokens(
                "users_token_uses", database, new OidcTokenVerifier(OidcSettings.from(environment), clock), clock);
    }

    OwnTokens ownTokens() {
        return OwnTokens.in(database);
    }

    MakeToken makeToken() {
        return new MakeToken(database, new Lazy<>(SecureRandom::new), audit(), ids, clock);
    }

    Cursors cursors() {
        return new Cursors(environment.secret("SOUK_SECRET"));
    }

    Cors cors() {
        return Cors.from(environment);
    }

    Staff staff() {
        return Staff.in(database);
    }

    Invitations invitations() {
        return Invitations.in(database);
    }

    Invite invite() {
        return new Invite(database, new Lazy<>(SecureRandom::new), keptOutbox(), audit(), pages(), ids, clock);
    }

    ManageMembers manageMembers() {
        return new ManageMembers(database, audit(), clock);
    }

    AuditTrail auditTrail() {
        return AuditTrail.in(database);
    }

    PlatformStores platformStores() {
        return PlatformStores.in(database);
    }

    SetFee setFee() {
        return new SetFee(database, audit());
    }

    TakeDownStore takeDownStore() {
        return new TakeDownStore(database, TAKEDOWNS, audit(), keptOutbox(), ids, clock);
    }

    Takedowns takedowns() {
        return new Takedowns(database, TAKEDOWNS);
    }

    private AuditLog audit() {
        return new AuditLog("users_audit", ids, clock);
    }

    JoinStore joinStore() {
        return new JoinStore(database, audit(), clock);
    }

    Members members() {
        return new Members(database);
    }

    Stores stores() {
        return Stores.in(database);
    }

    PayoutAccounts payoutAccounts() {
        return PayoutAccounts.in(database);
    }

    OwnProfile ownProfile() {
        return new OwnProfile(Profiles.in(database), clock);
    }

    OpenStore openStore() {
        return new OpenStore(Profiles.in(database), stores(), ids, clock);
    }

    EditStore editStore() {
        return new EditStore(database, audit(), clock);
    }

    TakeVacation takeVacation() {
        return new TakeVacation(database, audit(), clock);
    }

    StartOnboarding startOnboarding() {
        Supplier<SellerAccounts> accounts = sellerAccounts();
        return new StartOnboarding(database, accounts, inquiries(accounts, keptOutbox()), pages(), audit(), clock, log);
    }

    AccountEvents accountEvents() {
        environment.get("STRIPE_ACCOUNTS_WEBHOOK_SECRETS");
        List<Secret> secrets = environment.list("STRIPE_ACCOUNTS_WEBHOOK_SECRETS").stream()
                .map(Secret::new)
                .toList();
        Supplier<SellerAccounts> accounts = sellerAccounts();
        Outbox outbox = sendingOutbox();
        return new AccountEvents(database, secrets, accounts, inquiries(accounts, outbox), outbox, clock, log);
    }

    Outbox sendingOutbox() {
        AwsSettings aws = AwsSettings.from(environment);
        return outbox(new SqsSender(aws, Map.of(WorkQueue.EMAILS, environment.uri("EMAILS_QUEUE_URL")), log));
    }

    /** Messages are written beside the work and left to the sweeper: a function that has no need of queues has no right to them. */
    private Outbox keptOutbox() {
        return outbox((_, _) -> Set.of());
    }

    private Outbox outbox(QueueSender queues) {
        return new Outbox("users_outbox", database, queues, clock, log);
    }

    private AccountInquiries inquiries(Supplier<SellerAccounts> accounts, Outbox outbox) {
        return new AccountInquiries(database, accounts, outbox, pages(), ids, clock);
    }

    private SellerPages pages() {
        return new SellerPages(environment.uri("STOREFRONT_URL"));
    }

    /** Settings are read now, so that a missing one is heard of; the rest is made when first needed. */
    private Supplier<SellerAccounts> sellerAccounts() {
        StripeAccess access = StripeAccess.from(environment);
        return new Lazy<>(() -> new StripeSellerAccounts(access));
    }
}
