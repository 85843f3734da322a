package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.Synthesized.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirewallTest {
    private final Synthesized prod = Synthesized.prod();
    private final Resource acl = prod.only("AWS::WAFv2::WebACL");

    @Test
    void production_has_one_before_its_API_and_a_trial_has_none() {
        Resource association = prod.only("AWS::WAFv2::WebACLAssociation");
        assertThat(prod.behind("api", association.property("WebACLArn"))).isEqualTo(acl);
        assertThat(association.property("ResourceArn").at("Fn::Join", 1).text())
                .contains(
                        prod.only("AWS::ApiGateway::Stage").id(),
                        prod.only("AWS::ApiGateway::RestApi").id());
        assertThat(Synthesized.dev().all("AWS::WAFv2::WebACL")).isEmpty();
        assertThat(Synthesized.localStack().all("AWS::WAFv2::WebACL")).isEmpty();
    }

    @Test
    void it_refuses_known_attackers_known_holes_and_who_asks_too_often_and_lets_others_through() {
        assertThat(acl.property("DefaultAction").at("Allow").isThere()).isTrue();
        assertThat(rules())
                .extracting(rule -> rule.at("Name").text())
                .containsExactly(
                        "AWSManagedRulesAmazonIpReputationList",
                        "too-many-requests",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "AWSManagedRulesCommonRuleSet");
        assertThat(rules().stream()
                        .filter(rule -> rule.at("OverrideAction").isThere())
                        .toList())
                .hasSize(3)
                .allSatisfy(
                        rule -> assertThat(rule.at("OverrideAction").names()).containsExactly("None"));
        Node tooMany = rules().get(1);
        assertThat(tooMany.at("Action", "Block", "CustomResponse", "ResponseCode")
                        .number())
                .isEqualTo(429);
        assertThat(tooMany.at("Action", "Block", "CustomResponse", "ResponseHeaders")
                        .value())
                .isEqualTo(List.of(Map.of("Name", "Access-Control-Allow-Origin", "Value", "*")));
        assertThat(tooMany.at("Statement", "RateBasedStatement", "AggregateKeyType")
                        .text())
                .isEqualTo("IP");
    }

    @Test
    void no_rule_looks_at_a_webhook_and_nothing_else_passes_for_one() {
        assertThat(rules()).allSatisfy(rule -> {
            Node group = rule.at("Statement", "ManagedRuleGroupStatement");
            Node statement = group.isThere() ? group : rule.at("Statement", "RateBasedStatement");
            Node but = statement.at("ScopeDownStatement", "NotStatement", "Statement", "RegexMatchStatement");
            assertThat(but.at("FieldToMatch").names()).containsExactly("UriPath");
            Pattern webhook = Pattern.compile(but.at("RegexString").text());
            assertThat(List.of("/v1/webhooks/stripe", "/prod/v1/webhooks/stripe/accounts"))
                    .allMatch(path -> webhook.matcher(path).find());
            assertThat(List.of("/v1/orders", "/v1/stores/v1/webhooks/stripe", "/prod/prod/v1/webhooks/stripe"))
                    .noneMatch(path -> webhook.matcher(path).find());
        });
    }

    @Test
    void what_a_seller_writes_is_counted_and_not_refused() {
        Node common = rules().getLast().at("Statement", "ManagedRuleGroupStatement", "RuleActionOverrides");
        assertThat(common.elements())
                .allSatisfy(override ->
                        assertThat(override.at("ActionToUse").names()).containsExactly("Count"))
                .extracting(override -> override.at("Name").text())
                .contains("SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericRFI_BODY");
    }

    @Test
    void its_log_ends_some_day_and_tells_no_token() {
        Resource logging = prod.only("AWS::WAFv2::LoggingConfiguration");
        Resource log =
                prod.behind("api", logging.property("LogDestinationConfigs").at(0));
        assertThat(log.property("LogGroupName").text()).startsWith("aws-waf-logs-");
        assertThat(log.property("RetentionInDays").number()).isEqualTo(90);
        assertThat(logging.property("RedactedFields").elements().stream()
                        .map(field -> field.at("SingleHeader", "Name").value())
                        .toList())
                .contains("authorization", "purchase-token");
        assertThat(logging.property("LoggingFilter").at("DefaultBehavior").text())
                .isEqualTo("DROP");
        assertThat(acl.property("VisibilityConfig").at("SampledRequestsEnabled").value())
                .isEqualTo(false);
    }

    private List<Node> rules() {
        return acl.property("Rules").elements();
    }
}
