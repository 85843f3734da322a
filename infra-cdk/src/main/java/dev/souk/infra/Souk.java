package dev.souk.infra;

import dev.souk.infra.api.ApiStack;
import dev.souk.infra.data.DataStack;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.infra.network.NetworkStack;
import dev.souk.infra.signin.SignInStack;
import dev.souk.infra.watch.WatchStack;
import dev.souk.infra.web.PagesStack;
import dev.souk.infra.web.WebStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Validations;

/**
 * All of Souk in one account and region, which the templates do not name: they are made without asking AWS anything.
 *
 * @param network where the stage has networks
 * @param web where the storefront is ours to serve; and so of its pages
 * @param signIn where tokens are ours to give
 */
public record Souk(
        Optional<NetworkStack> network,
        Optional<WebStack> web,
        Optional<SignInStack> signIn,
        DataStack data,
        MessagingStack messaging,
        ApiStack api,
        Optional<PagesStack> pages,
        Optional<WatchStack> watch) {
    /** What CDK calls feature flags. Here and not in cdk.json, so that templates are the same whoever asks for them. */
    private static final Map<String, Object> CDK_FLAGS = Map.of(
            // Buckets without access lists, as ours are, let the log service in by their policy.
            "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
            "@aws-cdk/aws-iam:minimizePolicies", true,
            "@aws-cdk/core:checkSecretUsage", true);

    /** An app that is checked by cdk-nag: a finding without a reason ends the synthesis. */
    public static App app(AppProps.Builder props) {
        App app = new App(
                props.analyticsReporting(false).postCliContext(CDK_FLAGS).build());
        Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
        return app;
    }

    /** Puts the stacks into an app. */
    public static Souk in(App app, Settings settings, Packages packages) {
        Stage stage = settings.stage();
        Tags.of(app).add("souk:stage", stage.stageName());
        Tags.of(app).add("souk:application", "souk");
        Optional<NetworkStack> network = stage.place().networks()
                ? Optional.of(new NetworkStack(
                        app, props(stage, "network", "Souk: where functions and database meet"), stage))
                : Optional.empty();
        Optional<WebStack> web = settings.storefrontUrl().isPresent()
                ? Optional.empty()
                : Optional.of(new WebStack(app, props(stage, "web", "Souk: where the storefront is served"), settings));
        Storefront storefront = settings.storefrontUrl()
                .map(url -> Storefront.elsewhere(url, settings))
                .orElseGet(() -> Storefront.ours(web.orElseThrow().host(), settings));
        Optional<SignInStack> signIn = settings.signIn().issuer().isPresent()
                ? Optional.empty()
                : Optional.of(new SignInStack(
                        app, props(stage, "sign-in", "Souk: who signs in, and where"), settings, storefront));
        TokenIssuer issuer =
                settings.signIn().issuer().orElseGet(() -> signIn.orElseThrow().issuer());
        DataStack data = new DataStack(
                app,
                props(stage, "data", "Souk: database, files and secrets"),
                settings,
                storefront,
                network.map(NetworkStack::network));
        MessagingStack messaging = new MessagingStack(
                app, props(stage, "messaging", "Souk: queues and their dead letters"), settings, data.files());
        ApiStack api = new ApiStack(
                app,
                props(stage, "api", "Souk: the REST API, the functions and what calls them"),
                settings,
                storefront,
                issuer,
                packages,
                network.map(NetworkStack::network),
                data,
                messaging);
        Optional<PagesStack> pages = web.map(serving -> new PagesStack(
                app,
                props(stage, "pages", "Souk: the storefront's pages"),
                stage,
                packages,
                serving,
                api.address(),
                api.liveUrl()));
        Optional<WatchStack> watch = stage.place().networks()
                ? Optional.of(new WatchStack(app, props(stage, "watch", "Souk: alarms and the overview"), settings))
                : Optional.empty();
        // It names logs that have to be there.
        watch.ifPresent(stack -> stack.addDependency(api));
        return new Souk(network, web, signIn, data, messaging, api, pages, watch);
    }

    /** Each after those that it stands on. */
    public List<Stack> stacks() {
        return Stream.of(
                        network.stream(),
                        web.stream(),
                        signIn.stream(),
                        Stream.of(data, messaging, api),
                        pages.stream(),
                        watch.stream())
                .<Stack>flatMap(stacks -> stacks)
                .toList();
    }

    private static StackProps props(Stage stage, String name, String description) {
        return StackProps.builder()
                .stackName(stage.nameOf(name))
                .description(description)
                .terminationProtection(stage.safety().protectedFromDeletion())
                .build();
    }
}
