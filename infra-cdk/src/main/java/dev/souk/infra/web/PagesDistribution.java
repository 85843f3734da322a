package dev.souk.infra.web;

import dev.souk.deployment.PageHeaders;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
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

    /** Where the pages are that have a folder for their address: the API's description. The others need no function. */
    private static final String DOCS = "/docs*";

    private final Distribution distribution;

    PagesDistribution(Construct scope, String id, Bucket pages, Settings settings) {
        super(scope, id);
        IOrigin origin = S3BucketOrigin.withOriginAccessControl(
                pages,
                S3BucketOriginWithOACProps.builder()
                        // Who may not list is told 403 of what is not there, and not 404.
                        .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                        .build());
        ResponseHeadersPolicy headers = headers(settings);
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
                .defaultBehavior(behavior(origin, headers).build())
                .additionalBehaviors(Map.of(
                        DOCS,
                        behavior(origin, headers)
                                .functionAssociations(List.of(FunctionAssociation.builder()
                                        .eventType(FunctionEventType.VIEWER_REQUEST)
                                        .function(folders(settings))
                                        .build()))
                                .build()));
        settings.webDomain()
                .ifPresent(domain -> builder.domainNames(List.of(domain.name()))
                        .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificate())));
        distribution = builder.build();
        acknowledge(settings);
    }

    Distribution distribution() {
        return distribution;
    }

    private static BehaviorOptions.Builder behavior(IOrigin origin, ResponseHeadersPolicy headers) {
        return BehaviorOptions.builder()
                .origin(origin)
                .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .compress(true)
                .responseHeadersPolicy(headers);
    }

    private Function folders(Settings settings) {
        return Function.Builder.create(this, "Folders")
                .functionName(settings.stage().nameOf("folders"))
                .comment("Says which file a folder shows")
                .runtime(FunctionRuntime.JS_2_0)
                .code(FunctionCode.fromInline(foldersCode()))
                .build();
    }

    private static String foldersCode() {
        try (InputStream code = PagesDistribution.class.getResourceAsStream("folders.js")) {
            return new String(Objects.requireNonNull(code).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
