package dev.souk.local;

import dev.souk.api.Contract;
import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.PageWords;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.smtp.InboxPages;
import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.log.Log;
import dev.souk.local.function.Functions;
import dev.souk.local.function.InProcessFunctions;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trail;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.gateway.ApiGateway;
import dev.souk.local.gateway.Throttle;
import dev.souk.local.home.AlreadyRunning;
import dev.souk.local.home.Home;
import dev.souk.local.http.HttpDoor;
import dev.souk.local.http.Sites;
import dev.souk.local.page.Info;
import dev.souk.local.page.LocalPages;
import dev.souk.local.page.dev.DevPage;
import dev.souk.local.queue.EventSource;
import dev.souk.local.queue.Poller;
import dev.souk.local.queue.SqsClients;
import dev.souk.local.queue.SqsDoor;
import dev.souk.local.scan.FileScanner;
import dev.souk.local.scan.FileScanners;
import dev.souk.local.scan.ScanReports;
import dev.souk.local.schedule.Schedule;
import dev.souk.local.seed.SampleStore;
import dev.souk.local.service.Services;
import dev.souk.local.service.Setting;
import dev.souk.local.web.StaticFiles;
import dev.souk.model.message.WorkQueue;
import dev.souk.stripe.standin.StripeStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Souk, running in this process. Safe for use by many threads. */
public final class LocalSouk implements AutoCloseable {
    /** Where Stripe's events go. */
    public static final String WEBHOOK_PATH = "/v1/webhooks/stripe";

    /** And those about sellers' accounts. */
    public static final String ACCOUNTS_WEBHOOK_PATH = "/v1/webhooks/stripe/accounts";

    private static final Duration LONG_POLL = Duration.ofSeconds(2);

    private final Closing closing;
    private final Services services;
    private final Functions functions;
    private final FunctionVariables variables;
    private final RecentInvocations invocations;
    private final Info info;
    private final Path log;
    private final List<String> notices;

    private LocalSouk(
            Closing closing,
            Services services,
            Functions functions,
            FunctionVariables variables,
            RecentInvocations invocations,
            Info info,
            Path log,
            List<String> notices) {
        this.closing = closing;
        this.services = services;
        this.functions = functions;
        this.variables = variables;
        this.invocations = invocations;
        this.info = info;
        this.log = log;
        this.notices = List.copyOf(notices);
    }

    /**
     * Starts all of it; when this returns, requests are answered. What was started is stopped again when something does not start.
     *
     * @throws AlreadyRunning when another run has the folder of data
     */
    public static LocalSouk start(LocalOptions options) {
        Home home = Home.take(options.folders().data());
        FunctionLog functionLog = FunctionLog.in(options.folders().logs());
        Log log = new Log("local", functionLog.out(), Clock.systemUTC());
        Closing closing = new Closing(log);
        closing.add("folder", home);
        closing.add("log", functionLog);
        try {
            return start(options, home, functionLog, log, closing);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static LocalSouk start(LocalOptions options, Home home, FunctionLog functionLog, Log log, Closing closing) {
        HttpDoor door = closing.add("door, unopened", HttpDoor.at(options.port(), Clock.systemUTC()));
        URI baseUrl = door.url();
        home.announce(baseUrl);
        Setting setting = new Setting(
                options.environment(),
                home,
                options.folders().cache(),
                options.kept(),
                options.pace().visibility(),
                options.anyPort());
        if (options.port() != 0 && door.port() != options.port()) {
            setting.notices().add("Port " + options.port() + " is taken: Souk is at " + door.port() + ".");
        }
        Services services = closing.add("services", Services.start(setting));
        FunctionVariables variables = new FunctionVariables(
                services,
                options.environment(),
                baseUrl,
                home.secret("souk_secret").reveal());
        RecentInvocations invocations = new RecentInvocations();
        Functions functions =
                closing.add("functions", functions(options, home, variables, functionLog, log, invocations));
        services.live().open(functions, LambdaFunction.LIVE.functionName());
        closing.add("connections", services.live()::letGo);
        SqsClient queueClient = closing.add("queue client", SqsClients.of(AwsSettings.from(variables.queues())));
        FileScanner scanner = FileScanners.found(options.environment());
        services.bucket()
                .scanned(
                        scanner.described(),
                        new ScanReports(
                                scanner,
                                queueClient,
                                services.queues().url(WorkQueue.FILE_SCANS),
                                Clock.systemUTC(),
                                log));
        for (LambdaFunction function : LambdaFunction.serving()) {
            if (function.schedule().isPresent()) {
                closing.add(
                        "schedule of " + function.functionName(),
                        Schedule.start(
                                functions,
                                function.functionName(),
                                options.pace().rate(function.schedule().get()),
                                Clock.systemUTC()));
            }
        }
        closing.add("pollers", pollers(options, services, queueClient, functions, log));
        Info info = Info.of(baseUrl, services);
        DevPage devPage = DevPage.of(services, functions, invocations, queueClient);
        door.mount(LocalPages.DEV, devPage);
        openTo(door, options, services, functions, queueClient, info, log);
        // Last in, first out: nobody comes in any more before anything is taken from under those who are inside.
        closing.add("door", door);
        // An open page stays until it is let go, and the door waits for it.
        closing.add("dev page", devPage);
        StripeStandIn standIn = services.stripe().standIn();
        if (standIn != null) {
            standIn.deliverTo(baseUrl.resolve(WEBHOOK_PATH));
            standIn.deliverAccountsTo(baseUrl.resolve(ACCOUNTS_WEBHOOK_PATH));
        }
        EmbeddedIssuer issuer = services.issuer().issuer();
        if (options.seeded()
                && issuer != null
                && services.database().isOurs()
                && services.bucket().isOurs()) {
            // A shop that cannot be furnished is open all the same. One that is somebody's is left as it is.
            SampleStore.furnish(baseUrl, issuer.tokenFor(Info.SELLER), home.folder(), standIn != null)
                    .ifPresent(setting.notices()::add);
        }
        return new LocalSouk(
                closing, services, functions, variables, invocations, info, functionLog.file(), setting.notices());
    }

    private static Functions functions(
            LocalOptions options,
            Home home,
            FunctionVariables variables,
            FunctionLog functionLog,
            Log log,
            Trail trail) {
        if (options.isolation().isEmpty()) {
            return new InProcessFunctions(FunctionsOfSouk.handlers(variables::of, functionLog.out()), log, trail);
        }
        return IsolatedFunctions.start(
                options.isolation().get(),
                home.folder().resolve("functions"),
                variables::of,
                log,
                functionLog::line,
                trail);
    }

    private static AutoCloseable pollers(
            LocalOptions options, Services services, SqsClient client, Functions functions, Log log) {
        List<Poller> pollers = new ArrayList<>();
        for (WorkQueue queue : WorkQueue.values()) {
            LambdaFunction worker = LambdaFunction.workerOf(queue);
            EventSource source = new EventSource(
                    queue.queueName(),
                    services.queues().url(queue),
                    worker.functionName(),
                    queue.batchSize(),
                    options.workersPerQueue(),
                    worker.timeout(),
                    LONG_POLL);
            pollers.add(Poller.start(source, client, functions, log));
        }
        return () -> {
            pollers.forEach(Poller::stop);
            pollers.forEach(Poller::close);
        };
    }

    private static void openTo(
            HttpDoor door,
            LocalOptions options,
            Services services,
            Functions functions,
            SqsClient queueClient,
            Info info,
            Log log) {
        Map<String, URI> queueUrls = new HashMap<>();
        for (WorkQueue queue : WorkQueue.values()) {
            queueUrls.put(queue.queueName(), services.queues().url(queue));
        }
        ApiGateway gateway = new ApiGateway(
                Contract.load(),
                functions,
                new SqsDoor(queueClient, queueUrls, log),
                new Throttle(options.pace().requestsPerSecond(), options.pace().burst(), System::nanoTime),
                ApiGateway.PATIENCE,
                door.port());
        Inbox inbox = services.mail().inbox();
        if (inbox != null) {
            door.mount(LocalPages.ROOT + "/inbox", new InboxPages(inbox));
        }
        door.open(new Sites(
                gateway,
                new LocalPages(info, services.issuer().issuer()),
                new StaticFiles(
                        options.folders().web(),
                        LocalPages.ROOT + "/",
                        words(services.live().url().toString()))));
    }

    /** What pages are to know of this run. */
    private static Map<String, String> words(String live) {
        return Map.of(
                PageWords.LIVE_URL,
                PageWords.with(PageWords.LIVE_URL, live),
                PageWords.MAY_CALL,
                PageWords.MAY_CALL + " " + live);
    }

    /** Of the API and the pages: {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public URI baseUrl() {
        return info.baseUrl();
    }

    /** Where everything is. */
    public Info info() {
        return info;
    }

    /** The file with the functions' logs. */
    public Path log() {
        return log;
    }

    /** What the person who started it should hear, such as ports that were taken. */
    public List<String> notices() {
        return notices;
    }

    /** The last invocations of functions. */
    public RecentInvocations invocations() {
        return invocations;
    }

    /** The environment variables that a function is given. */
    public Map<String, String> variables(LambdaFunction function) {
        return variables.of(function);
    }

    /** The processes of functions there are just now; none when they run in this one. */
    public List<IsolatedFunctions.Running> processes() {
        return functions instanceof IsolatedFunctions isolated ? isolated.processes() : List.of();
    }

    /** @throws IllegalStateException when mails go to a server that is not ours */
    public Inbox inbox() {
        return ours(services.mail().inbox(), "mail server");
    }

    /** @throws IllegalStateException when Stripe itself is used */
    public StripeStandIn stripe() {
        return ours(services.stripe().standIn(), "Stripe");
    }

    /** @throws IllegalStateException when the issuer is not ours */
    public EmbeddedIssuer issuer() {
        return ours(services.issuer().issuer(), "issuer");
    }

    /** @throws IllegalStateException when the queues are not ours */
    public EmbeddedSqs queues() {
        return ours(services.queues().server(), "queue server");
    }

    /** @throws IllegalStateException when the database is not ours */
    public EmbeddedMariaDb database() {
        return ours(services.database().server(), "database");
    }

    private static <T> T ours(@Nullable T service, String name) {
        if (service == null) {
            throw new IllegalStateException("the " + name + " is not ours");
        }
        return service;
    }

    /** Stops all of it: first nobody comes in, then what is in hand is finished, then the services go. Safe to call twice. */
    @Override
    public void close() {
        closing.close();
    }
}
