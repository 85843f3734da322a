package dev.souk.infra;

import java.util.Map;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of cdk-nag that we know of and live with. Each has a reason, and holds for one construct and what is in it. */
public final class Acknowledged {
    private Acknowledged() {}

    /**
     * Writes down why a finding stands.
     *
     * @param rule as cdk-nag names the finding, {@code AwsSolutions-RDS11} or {@code AwsSolutions-IAM5[Resource::*]}
     */
    public static void on(IConstruct construct, String rule, String reason) {
        // Validations.acknowledge takes no name with more than one "::", and names of resources have them.
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
    }
}
