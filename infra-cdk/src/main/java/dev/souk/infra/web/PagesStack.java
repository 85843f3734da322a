package dev.souk.infra.web;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Packages;
import dev.souk.infra.Stage;
import dev.souk.infra.api.ApiAddress;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.constructs.Construct;

/**
 * The pages themselves, told where the API is. CDK's own function copies them, takes away what is no longer there and has CloudFront forget
 * its copies: under a role of ours, which lets it do that and nothing else.
 */
public final class PagesStack extends Stack {
    /**
     * Browsers ask each time whether a file is still the same, as they do locally, since no file's name says what is in it; CloudFront
     * answers them from its copy.
     */
    private static final String CACHING = "public, max-age=0, must-revalidate, s-maxage=86400";

    /** It runs AWS's command line, for minutes with the 128 that CDK would give it. */
    private static final int MEMORY_MEGABYTES = 512;

    private final WebStack web;

    public PagesStack(
            Construct scope,
            StackProps props,
            Stage stage,
            Packages packages,
            WebStack web,
            ApiAddress api,
            Optional<String> liveUrl) {
        super(scope, props.getStackName(), props);
        this.web = web;
        Asset files = Asset.Builder.create(this, "Files")
                .path(packages.pages().toString())
                .exclude(List.of("test", "package.json"))
                .build();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + stage.nameOf("pages"))
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = role(log, files);
        BucketDeployment deployment = BucketDeployment.Builder.create(this, "Deployment")
                .sources(List.of(new ToldPages(files, api, liveUrl)))
                .destinationBucket(web.bucket())
                .distribution(web.distribution())
                .distributionPaths(List.of("/*"))
                .cacheControl(List.of(CacheControl.fromString(CACHING)))
                .memoryLimit(MEMORY_MEGABYTES)
                .logGroup(log)
                // CDK would let the function read all that it ever deploys, and forget what any distribution of the
                // account has.
                .role(role.withoutPolicyUpdates())
                .build();
        deployment.getNode().addDependency(role);
        acknowledge(role);
    }

    private Role role(LogGroup log, Asset files) {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What Souk's deployment of pages may do")
                .build();
        String pages = web.pagesArn();
        allow(role, List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn());
        allow(role, List.of("s3:GetObject"), files.getBucket().arnForObjects(files.getS3ObjectKey()));
        allow(role, List.of("s3:ListBucket"), pages);
        allow(role, List.of("s3:PutObject", "s3:DeleteObject"), pages + "/*");
        allow(
                role,
                List.of("cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"),
                web.distribution().getDistributionArn());
        return role;
    }

    private static void allow(Role role, List<String> actions, String resource) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build());
    }

    private void acknowledge(Role role) {
        Acknowledged.on(
                role,
                "AwsSolutions-IAM5[Resource::" + web.pagesArnExport() + "/*]",
                "It puts every page there is into this bucket, and takes away those that are no more: nothing else is in it.");
        getNode().getChildren().stream()
                .filter(child -> child.getNode().getId().startsWith("Custom::CDKBucketDeployment"))
                .forEach(
                        function -> Acknowledged.on(
                                function,
                                "AwsSolutions-L1",
                                "CDK's own function runs on the Python that CDK has tested it with; it runs at a deployment and nobody else can call it."));
    }
}
