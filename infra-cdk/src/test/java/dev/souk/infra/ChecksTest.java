package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.PolicyViolation;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;

/** cdk-nag, and what we told it. */
class ChecksTest {
    /** What was acknowledged, where and why. */
    private record Acknowledgement(String construct, String rule, String reason) {}

    @Test
    void cdk_nag_has_no_finding_that_nobody_has_given_a_reason_for() {
        List<Synthesized> all = new ArrayList<>(List.of(
                Synthesized.dev(),
                Synthesized.prod(),
                Synthesized.toTheFull(),
                Synthesized.elsewhere(),
                Synthesized.localStack()));
        all.addAll(Synthesized.withOtherDatabases());
        for (Synthesized souk : all) {
            assertThat(findings(souk.app())).isEmpty();
        }
    }

    @Test
    void every_acknowledgement_has_a_reason_of_real_words() {
        for (Synthesized souk : List.of(Synthesized.dev(), Synthesized.aurora(Stage.DEV))) {
            assertThat(acknowledgements(souk))
                    .isNotEmpty()
                    .allSatisfy(acknowledgement ->
                            assertThat(acknowledgement.reason().split("\\s+")).hasSizeGreaterThan(9));
        }
    }

    @Test
    void what_a_trial_is_forgiven_production_is_not() {
        assertThat(rules(Synthesized.dev())).contains("AwsSolutions-RDS3", "AwsSolutions-RDS10");
        assertThat(rules(Synthesized.prod())).doesNotContain("AwsSolutions-RDS3", "AwsSolutions-RDS10");
    }

    @Test
    void nothing_is_acknowledged_for_a_whole_stack() {
        assertThat(acknowledgements(Synthesized.dev()))
                .extracting(Acknowledgement::construct)
                .allMatch(path -> path.contains("/"));
    }

    @Test
    void a_careless_bucket_is_found() {
        App app = app();
        Bucket.Builder.create(new Stack(app, "Careless"), "Bucket").build();
        assertThat(findings(app)).contains("AwsSolutions-S1", "AwsSolutions-S10");
    }

    @Test
    void a_finding_without_a_reason_ends_the_synthesis() {
        App app = app();
        Queue.Builder.create(new Stack(app, "Careless"), "Queue").build();
        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
    }

    @Test
    void a_reason_holds_for_its_own_construct_and_its_own_finding_only() {
        App app = app();
        Stack stack = new Stack(app, "Careless");
        Bucket known = Bucket.Builder.create(stack, "Known").build();
        Acknowledged.on(known, "AwsSolutions-S1", "A test of what a reason is good for.");
        assertThat(violations(app).filter(violation -> violation.getRuleName().equals("AwsSolutions-S1")))
                .isEmpty();
        assertThat(findings(app)).contains("AwsSolutions-S10");
        Bucket.Builder.create(stack, "Unknown").build();
        assertThat(findings(app)).contains("AwsSolutions-S1");
    }

    private static App app() {
        return Souk.app(AppProps.builder().outdir(Synthesized.folder().toString()));
    }

    static List<String> findings(App app) {
        return violations(app).map(PolicyViolation::getRuleName).toList();
    }

    private static Stream<PolicyViolation> violations(App app) {
        return new AwsSolutionsChecks(app).validateScope(app).getViolations().stream();
    }

    private static List<String> rules(Synthesized souk) {
        return acknowledgements(souk).stream().map(Acknowledgement::rule).toList();
    }

    private static List<Acknowledgement> acknowledgements(Synthesized souk) {
        return souk.app().getNode().findAll().stream()
                .flatMap(construct -> construct.getNode().getMetadata().stream()
                        .filter(entry -> entry.getType().equals(Validations.ACKNOWLEDGED_RULES_METADATA_KEY))
                        .flatMap(entry -> ((Map<?, ?>) entry.getData())
                                .entrySet().stream()
                                        .map(told -> new Acknowledgement(
                                                construct.getNode().getPath(),
                                                told.getKey().toString(),
                                                told.getValue().toString()))))
                .toList();
    }
}
