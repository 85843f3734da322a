package dev.souk.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceClass;
import software.amazon.awscdk.services.ec2.InstanceSize;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * One of Souk's copies in the cloud, and how much of everything it gets.
 *
 * @param stageName {@code dev}, {@code prod}, {@code localstack}: it is in the name of all that the stage owns
 * @param logsKept how long any log is kept
 */
public record Stage(
        String stageName, Place place, Safety safety, Size size, Throttle throttle, RetentionDays logsKept) {
    /** For trying things out: cheap, and gone when it is destroyed. */
    public static final Stage DEV = new Stage(
            "dev",
            Place.AWS,
            new Safety(false, 1, false, false, RemovalPolicy.DESTROY),
            new Size(1, true, InstanceClass.T4G, InstanceSize.MICRO, 20, 100, Capacity.PAUSING, false),
            new Throttle(100, 200),
            RetentionDays.TWO_WEEKS);

    /** For real money: survives the loss of a data centre and the deletion of its stacks. */
    public static final Stage PROD = new Stage(
            "prod",
            Place.AWS,
            new Safety(true, 14, true, true, RemovalPolicy.RETAIN),
            new Size(2, false, InstanceClass.T4G, InstanceSize.MEDIUM, 50, 500, Capacity.ALWAYS_ON, true),
            new Throttle(1_000, 2_000),
            RetentionDays.THREE_MONTHS);

    /** On one's own machine, in LocalStack: what that does not have comes from outside. */
    public static final Stage LOCALSTACK = new Stage(
            "localstack",
            Place.LOCALSTACK,
            new Safety(false, 1, false, false, RemovalPolicy.DESTROY),
            new Size(0, false, InstanceClass.T4G, InstanceSize.MICRO, 20, 100, Capacity.PAUSING, false),
            new Throttle(10_000, 5_000),
            RetentionDays.ONE_DAY);

    private static final List<Stage> ALL = List.of(DEV, PROD, LOCALSTACK);

    /**
     * What there is where the stage is.
     *
     * @param networks VPCs, and so databases of RDS in them; without, the database is somebody else's, see {@link Settings.Outside}
     * @param scheduler EventBridge Scheduler; without, rules of EventBridge call at a rate
     * @param snapStart snapshots of functions
     * @param pages CloudFront; without, the shop's pages are served elsewhere
     * @param tracing X-Ray; without, requests have ids of traces all the same, and nobody draws them
     * @param users Cognito; without, tokens are somebody else's
     * @param mailIdentities those of SES's second version; without, its first takes senders as they are
     * @param malwareScans GuardDuty; without, nobody looks into what sellers upload
     * @param customResources functions that CloudFormation calls while it deploys; without, what they would do at Stripe is done by who
     *     runs the stage: it puts {@code webhook_secrets} and {@code accounts_webhook_secrets} into Stripe's secret
     * @param webSockets WebSocket APIs; without, nothing is pushed, and pages ask
     */
    public record Place(
            boolean networks,
            boolean scheduler,
            boolean snapStart,
            boolean pages,
            boolean tracing,
            boolean users,
            boolean mailIdentities,
            boolean malwareScans,
            boolean customResources,
            boolean webSockets) {
        static final Place AWS = new Place(true, true, true, true, true, true, true, true, true, true);
        /** Version 4.14.0 takes schedules and never fires them, and passes custom resources over. */
        static final Place LOCALSTACK = new Place(false, false, false, false, false, false, false, false, false, false);
    }

    /**
     * What stands between the data and its loss or abuse.
     *
     * @param standby whether the database has a copy in a second data centre that takes over
     * @param backupDays how far back the database can be restored to
     * @param protectedFromDeletion whether somebody has to say twice that the database is to go
     * @param firewall whether WAF stands before the API
     * @param whenRemoved what becomes of data whose stack is deleted
     */
    public record Safety(
            boolean standby,
            int backupDays,
            boolean protectedFromDeletion,
            boolean firewall,
            RemovalPolicy whenRemoved) {}

    /**
     * How much there is.
     *
     * @param waysOut ways out to the internet: with one, functions in the other data centre depend on the first
     * @param natInstances whether a way out is a small machine of ours: a tenth of a NAT gateway's price, and nobody's while it restarts
     * @param databaseGigabytes storage at first
     * @param mostDatabaseGigabytes and what it may grow to by itself
     * @param capacity what a database without instances of a size has, where that is asked for
     * @param reservesInstances whether functions that no queue feeds are held to {@code LambdaFunction.mostInstances()}. AWS lets an
     *     account reserve only what leaves a hundred instances free, and a young account has ten in all
     */
    public record Size(
            int waysOut,
            boolean natInstances,
            InstanceClass databaseClass,
            InstanceSize databaseSize,
            int databaseGigabytes,
            int mostDatabaseGigabytes,
            Capacity capacity,
            boolean reservesInstances) {
        public InstanceType databaseInstance() {
            return InstanceType.of(databaseClass, databaseSize);
        }
    }

    /**
     * Of a serverless database, in Aurora's units of about 2 GB of memory each.
     *
     * @param least 0 pauses it when nobody is connected
     * @param most and never more, whatever it costs not to have it
     * @param pausesAfter for how long nobody has been connected by then; Aurora wants five minutes at least
     */
    public record Capacity(double least, double most, Optional<Duration> pausesAfter) {
        static final Capacity PAUSING = new Capacity(0, 2, Optional.of(Duration.minutes(5)));
        static final Capacity ALWAYS_ON = new Capacity(0.5, 8, Optional.empty());
    }

    /**
     * What the API lets through: more is answered with 429.
     *
     * @param rate requests a second, lasting
     * @param burst requests at once
     */
    public record Throttle(int rate, int burst) {}

    /** The stage of that name. */
    public static Optional<Stage> named(String stageName) {
        return ALL.stream().filter(stage -> stage.stageName.equals(stageName)).findFirst();
    }

    /** What something is called in this stage: {@code souk-dev-users}. */
    public String nameOf(String thing) {
        return "souk-" + stageName + "-" + thing;
    }
}
