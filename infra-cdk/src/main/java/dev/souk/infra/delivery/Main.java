package dev.souk.infra.delivery;

import dev.souk.infra.Souk;
import dev.souk.infra.Stage;
import dev.souk.infra.UnusableSettings;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/**
 * The CDK app of the {@link DeliveryStack}, beside that of Souk: {@code cdk deploy --app "sh app.sh dev.souk.infra.delivery.Main"}. Context:
 * {@code stage}, {@code githubRepository}, and {@code githubProviderExists=true} when the account has GitHub's provider.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        App app = Souk.app(AppProps.builder());
        try {
            in(app);
        } catch (UnusableSettings e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /** Puts the stack into an app, as its context says. */
    static DeliveryStack in(App app) {
        Object name = app.getNode().tryGetContext("stage");
        Stage stage = Stage.named(name == null ? Stage.DEV.stageName() : name.toString())
                .orElseThrow(() -> new UnusableSettings(List.of("stage is no stage: " + name)));
        Tags.of(app).add("souk:stage", stage.stageName());
        return new DeliveryStack(
                app,
                StackProps.builder()
                        .stackName(stage.nameOf("delivery"))
                        .description("Souk: how GitHub Actions deploys it")
                        .terminationProtection(stage.safety().protectedFromDeletion())
                        .build(),
                stage,
                Repository.from(app.getNode().tryGetContext("githubRepository")),
                "true".equals(String.valueOf(app.getNode().tryGetContext("githubProviderExists"))));
    }
}
