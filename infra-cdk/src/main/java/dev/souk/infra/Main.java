package dev.souk.infra;

import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The CDK app. {@code app.sh} runs it, for the cdk command and for {@code make synth}. */
public final class Main {
    private Main() {}

    /** @param args the folder that the modules are in */
    public static void main(String[] args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("app.sh says which folder the modules are in");
        }
        App app = Souk.app(AppProps.builder());
        try {
            Souk.in(app, Settings.from(app.getNode()::tryGetContext), new Packages(Path.of(args[0])));
        } catch (UnusableSettings e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }
}
