package dev.souk.infra.web;

import dev.souk.deployment.PageHeaders;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** CloudFront before the pages: by https only, compressed, under a signature that the bucket knows. It sees no cookie and no query. */
final class PagesDistribution extends Construct {
    private static final Duration HTTPS_REMEMBERED = Duration.days(365);
    /** Long enough for a crowd that follows a dead link, short enough for a page that has just been put there. */
    private static final Duration ABSENCE_REMEMBERED = Duration.minutes(1);

    private final Distribution distribution;

    PagesDistribution(Construct scope, String id, Bucket pages, Settings settings) {
        super(scope, id);
        Distribution.Builder builder = Distribution.Builder.create(this, "Distribution")
                .comment(settings.stage().nameOf("web"))
                .defaultRootObject("index.html")
                .errorResponses(List.of(ErrorResponse.builder()
                        .httpStatus(404)
                        .responseHttpStatus(404)
                        .responsePagePath("/404.html")
                        .ttl(ABSENCE_REMEMBERED)
                        .build()))
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(S3BucketOrigin.withOriginAccessControl(
                                pages,
                                S3BucketOriginWithOACProps.builder()
                                        // Who may not list is told 403 of what is not there, and not 404.
                                        .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                                        .build()))
                        .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
                        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                        .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                        .compress(true)
                        .responseHeadersPolicy(headers(settings))
                        .build());
        settings.webDomain()
                .ifPresent(domain -> builder.domainNames(List.of(domain.name()))
                        .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificate())));
        distribution = builder.build();
        acknowledge(settings);
    }

    Distribution distribution() {
        return distribution;
    }

    private ResponseHeadersPolicy headers(Settings settings) {
        return ResponseHeadersPolicy.Builder.create(this, "Headers")
                .responseHeadersPolicyName(settings.stage().nameOf("pages"))
                .securityHeadersBehavior(ResponseSecurityHeadersBehavior.builder()
                        .contentSecurityPolicy(ResponseHeadersContentSecurityPolicy.builder()
                                .contentSecurityPolicy(PageHeaders.CONTENT_SECURITY_POLICY)
                                .override(true)
                                .build())
                        .contentTypeOptions(ResponseHeadersContentTypeOptions.builder()
                                .override(true)
                                .build())
                        .frameOptions(ResponseHeadersFrameOptions.builder()
                                .frameOption(HeadersFrameOption.valueOf(PageHeaders.FRAME_OPTIONS))
                                .override(true)
                                .build())
                        .referrerPolicy(ResponseHeadersReferrerPolicy.builder()
                                .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                                .override(true)
                                .build())
                        // Of this name only: what else the owner has under it is none of our business.
                        .strictTransportSecurity(ResponseHeadersStrictTransportSecurity.builder()
                                .accessControlMaxAge(HTTPS_REMEMBERED)
                                .includeSubdomains(false)
                                .override(true)
                                .build())
                        .build())
                .customHeadersBehavior(ResponseCustomHeadersBehavior.builder()
                        .customHeaders(PageHeaders.others().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(header -> ResponseCustomHeader.builder()
                                        .header(header.getKey())
                                        .value(header.getValue())
                                        .override(true)
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    private void acknowledge(Settings settings) {
        Acknowledged.on(
                distribution, "AwsSolutions-CFR1", "The shop sells everywhere: its pages are for every country.");
        Acknowledged.on(
                distribution,
                "AwsSolutions-CFR2",
                "It hands out files that are the same for everybody and takes nothing in; WAF stands where requests are acted on, before the API.");
        Acknowledged.on(
                distribution,
                "AwsSolutions-CFR3",
                "A line of such a log is somebody's address and the page that he looked at, and nobody here asks who looked; CloudFront"
                        + " counts requests and errors without.");
        if (settings.webDomain().isEmpty()) {
            Acknowledged.on(
                    distribution,
                    "AwsSolutions-CFR4",
                    "Under CloudFront's own name the least TLS is CloudFront's to say; with webDomain it is 1.2.");
        }
    }
}
