package dev.souk.infra.api;

import dev.souk.infra.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * What is turned away before API Gateway looks at it: addresses that AWS knows for attacks, requests that try known holes, and whoever asks
 * too often. Webhooks are left alone: each has a signature to show, and a buyer who calls himself after an attack would otherwise keep
 * Stripe's word about his payment from us. Rules that would refuse a seller's text count only.
 */
final class Firewall extends Construct {
    /** Requests of one address in five minutes: ten a second, all the time. A page of the shop asks for a handful. */
    private static final int MOST_REQUESTS = 3_000;

    private static final int RATE_WINDOW_SECONDS = 300;

    /** A description may be long and show HTML, a path or an address; a program need not say what it is. */
    private static final List<String> MISTAKEN = List.of(
            "SizeRestrictions_BODY",
            "CrossSiteScripting_BODY",
            "GenericLFI_BODY",
            "GenericRFI_BODY",
            "EC2MetaDataSSRF_BODY",
            "NoUserAgent_HEADER");

    private final String webhooks;
    private final CfnWebACL acl;

    Firewall(Construct scope, String id, Stage stage) {
        super(scope, id);
        // Under AWS's own name of the API, paths begin with the stage.
        webhooks = "^(/" + stage.stageName() + ")?/v1/webhooks/";
        acl = CfnWebACL.Builder.create(this, "Acl")
                .name(stage.nameOf("api"))
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(counted("all"))
                .rules(rules())
                .build();
        log(stage);
    }

    /**
     * Puts itself before a stage of an API.
     *
     * @param stageArn of the stage, not of the API
     */
    CfnWebACLAssociation standBefore(String stageArn) {
        return CfnWebACLAssociation.Builder.create(this, "Before")
                .webAclArn(acl.getAttrArn())
                .resourceArn(stageArn)
                .build();
    }

    private List<CfnWebACL.RuleProperty> rules() {
        List<CfnWebACL.RuleProperty> rules = new ArrayList<>();
        rules.add(managed(rules.size(), "AWSManagedRulesAmazonIpReputationList", List.of()));
        rules.add(tooMany(rules.size()));
        rules.add(managed(rules.size(), "AWSManagedRulesKnownBadInputsRuleSet", List.of()));
        rules.add(managed(rules.size(), "AWSManagedRulesCommonRuleSet", MISTAKEN));
        return rules;
    }

    private CfnWebACL.RuleProperty managed(int priority, String name, List<String> countedOnly) {
        return CfnWebACL.RuleProperty.builder()
                .name(name)
                .priority(priority)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(name)
                                .scopeDownStatement(noWebhook())
                                .ruleActionOverrides(countedOnly.stream()
                                        .map(Firewall::countOnly)
                                        .toList())
                                .build())
                        .build())
                .visibilityConfig(counted(name))
                .build();
    }

    private static CfnWebACL.RuleActionOverrideProperty countOnly(String rule) {
        return CfnWebACL.RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(CfnWebACL.RuleActionProperty.builder()
                        .count(CfnWebACL.CountActionProperty.builder().build())
                        .build())
                .build();
    }

    private CfnWebACL.RuleProperty tooMany(int priority) {
        return CfnWebACL.RuleProperty.builder()
                .name("too-many-requests")
                .priority(priority)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder()
                                .customResponse(CfnWebACL.CustomResponseProperty.builder()
                                        .responseCode(429)
                                        // So that the storefront hears it, and not that nobody is there.
                                        .responseHeaders(List.of(CfnWebACL.CustomHTTPHeaderProperty.builder()
                                                .name("Access-Control-Allow-Origin")
                                                .value("*")
                                                .build()))
                                        .build())
                                .build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(MOST_REQUESTS)
                                .evaluationWindowSec(RATE_WINDOW_SECONDS)
                                .scopeDownStatement(noWebhook())
                                .build())
                        .build())
                .visibilityConfig(counted("too-many-requests"))
                .build();
    }

    private CfnWebACL.StatementProperty noWebhook() {
        return CfnWebACL.StatementProperty.builder()
                .notStatement(CfnWebACL.NotStatementProperty.builder()
                        .statement(CfnWebACL.StatementProperty.builder()
                                .regexMatchStatement(CfnWebACL.RegexMatchStatementProperty.builder()
                                        .fieldToMatch(CfnWebACL.FieldToMatchProperty.builder()
                                                .uriPath(Map.of())
                                                .build())
                                        .regexString(webhooks)
                                        .textTransformations(List.of(CfnWebACL.TextTransformationProperty.builder()
                                                .priority(0)
                                                .type("NONE")
                                                .build()))
                                        .build())
                                .build())
                        .build())
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty counted(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .metricName(metric)
                .cloudWatchMetricsEnabled(true)
                // Samples show paths, headers and addresses of callers to whoever may look at the console.
                .sampledRequestsEnabled(false)
                .build();
    }

    /** Those that were refused or counted, without what they carried to show who they are. */
    private void log(Stage stage) {
        LogGroup refused = LogGroup.Builder.create(this, "Log")
                // WAF writes to groups of this beginning only.
                .logGroupName("aws-waf-logs-" + stage.nameOf("api"))
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of(arnOf(refused)))
                .redactedFields(List.of(
                        redacted().singleHeader(Map.of("Name", "authorization")).build(),
                        redacted()
                                .singleHeader(Map.of("Name", "purchase-token"))
                                .build(),
                        redacted().queryString(Map.of()).build()))
                .loggingFilter(Map.of(
                        "DefaultBehavior",
                        "DROP",
                        "Filters",
                        List.of(Map.of(
                                "Behavior", "KEEP",
                                "Requirement", "MEETS_ANY",
                                "Conditions", List.of(withAction("BLOCK"), withAction("COUNT"))))))
                .build();
    }

    private static CfnLoggingConfiguration.FieldToMatchProperty.Builder redacted() {
        return CfnLoggingConfiguration.FieldToMatchProperty.builder();
    }

    private static Map<String, Object> withAction(String action) {
        return Map.of("ActionCondition", Map.of("Action", action));
    }

    /** WAF does not take the ":*" that CloudFormation ends it with. */
    private String arnOf(LogGroup log) {
        Stack stack = Stack.of(this);
        return "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount() + ":log-group:"
                + log.getLogGroupName();
    }
}
