package dev.souk.infra.web;

import dev.souk.infra.Settings;
import dev.souk.infra.Settings.Domain;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.ExportValueOptions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * Where the storefront's pages are served, with none in it yet. It knows no other stack, since functions and files have to know its
 * address: what needs to know theirs, the pages, comes in a stack after them.
 */
public final class WebStack extends Stack {
    private final PagesBucket bucket;
    private final PagesDistribution distribution;
    private final String host;
    private final String pagesArn;
    private final String pagesArnExport;

    public WebStack(Construct scope, StackProps props, Settings settings) {
        super(scope, props.getStackName(), props);
        bucket = new PagesBucket(this, "Pages", settings.stage());
        distribution = new PagesDistribution(this, "Distribution", bucket.bucket(), settings);
        String given = distribution.distribution().getDistributionDomainName();
        // Said in any case: a stack cannot take back what another still imports, and would have to when the owner gives
        // a name.
        String exported = exportValue(
                given,
                ExportValueOptions.builder()
                        .name(settings.stage().nameOf("web-host"))
                        .build());
        host = settings.webDomain().map(Domain::name).orElse(exported);
        pagesArnExport = settings.stage().nameOf("pages-arn");
        pagesArn = exportValue(
                bucket.bucket().getBucketArn(),
                ExportValueOptions.builder().name(pagesArnExport).build());
        CfnOutput.Builder.create(this, "StorefrontUrl")
                .value("https://" + settings.webDomain().map(Domain::name).orElse(given))
                .description("Where the shop's pages are")
                .build();
        settings.webDomain()
                .ifPresent(_ -> CfnOutput.Builder.create(this, "WebDomainTarget")
                        .value(given)
                        .description("What the name of the shop is to be an alias of, in DNS")
                        .build());
    }

    /** The name that browsers ask for, for other stacks. */
    public String host() {
        return host;
    }

    /** Of the bucket of the pages, for other stacks. */
    String pagesArn() {
        return pagesArn;
    }

    /** Under which name other stacks import {@link #pagesArn}. */
    String pagesArnExport() {
        return pagesArnExport;
    }

    Bucket bucket() {
        return bucket.bucket();
    }

    Distribution distribution() {
        return distribution.distribution();
    }
}
