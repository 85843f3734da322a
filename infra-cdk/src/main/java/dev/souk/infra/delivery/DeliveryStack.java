package dev.souk.infra.delivery;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

/**
 * Two roles for GitHub Actions. One deploys: a job in the stage's environment may take it, and it may take the roles that CDK's bootstrap
 * made for that, and nothing else. One compares: a pull request's job may take it, and read the deployed templates, in which no secret is.
 */
public final class DeliveryStack extends Stack {
    private static final String ISSUER = "token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";

    private final String provider;

    /**
     * @param providerIsThere whether the account has GitHub's provider already: it can have only one
     */
    public DeliveryStack(
            Construct scope, StackProps props, Stage stage, Repository repository, boolean providerIsThere) {
        super(scope, props.getStackName(), props);
        this.provider = providerIsThere
                ? "arn:" + getPartition() + ":iam::" + getAccount() + ":oidc-provider/" + ISSUER
                : provider();
        Role deploys = role(
                "DeployRole",
                stage.nameOf("deploy"),
                repository.jobIn(stage.stageName()),
                "Lets GitHub Actions deploy Souk, " + stage.stageName());
        deploys.addToPolicy(PolicyStatement.Builder.create()
                .sid("TakeTheRolesOfCdk")
                .actions(List.of("sts:AssumeRole"))
                .resources(List.of(bootstrapped("deploy"), bootstrapped("file-publishing")))
                .build());
        Role compares = role(
                "DiffRole",
                stage.nameOf("diff"),
                repository.jobOfPullRequest(),
                "Lets pull requests compare with Souk, " + stage.stageName());
        compares.addToPolicy(PolicyStatement.Builder.create()
                .sid("ReadTemplates")
                .actions(List.of("cloudformation:GetTemplate"))
                .resources(List.of("arn:" + getPartition() + ":cloudformation:" + getRegion() + ":" + getAccount()
                        + ":stack/" + stage.nameOf("*") + "/*"))
                .build());
        Acknowledged.on(
                compares,
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/"
                        + stage.nameOf("*") + "/*]",
                "These are the stage's own stacks, whichever there are: the star ends a stack's name and stands for the id that AWS adds to it.");
        out("DeployRoleArn", deploys, "AWS_DEPLOY_ROLE of the environment " + stage.stageName());
        out(
                "DiffRoleArn",
                compares,
                "AWS_DIFF_ROLE_" + stage.stageName().toUpperCase(Locale.ROOT) + " of the repository");
    }

    private String provider() {
        // AWS checks GitHub's certificate against its own list of authorities: no thumbprint that would run out.
        return CfnOIDCProvider.Builder.create(this, "GitHub")
                .url("https://" + ISSUER)
                .clientIdList(List.of(AUDIENCE))
                .build()
                .getAttrArn();
    }

    private Role role(String id, String name, String subject, String description) {
        return Role.Builder.create(this, id)
                .roleName(name)
                .description(description)
                .assumedBy(new WebIdentityPrincipal(
                        provider, Map.of("StringEquals", Map.of(ISSUER + ":aud", AUDIENCE, ISSUER + ":sub", subject))))
                .maxSessionDuration(Duration.hours(1))
                .build();
    }

    /** The name that {@code cdk bootstrap} gives a role for this account and region. */
    private String bootstrapped(String what) {
        return "arn:" + getPartition() + ":iam::" + getAccount() + ":role/cdk-"
                + DefaultStackSynthesizer.DEFAULT_QUALIFIER + "-" + what + "-role-" + getAccount() + "-" + getRegion();
    }

    private void out(String id, Role role, String description) {
        CfnOutput.Builder.create(this, id)
                .value(role.getRoleArn())
                .description(description)
                .build();
    }
}
