package dev.souk.infra;

import dev.souk.deployment.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The functions' packages, as {@code mvn package} and {@code make package-aot} leave them.
 *
 * @param checkout the folder that the modules are in
 */
public record Packages(Path checkout) {
    /**
     * The package that a function is in.
     *
     * @throws IllegalStateException when it was not built
     */
    public Code of(LambdaFunction function, Packaging packaging) {
        String artifact = function.artifact();
        return switch (packaging) {
            case JAR, SNAPSTART ->
                asset(function, checkout.resolve(artifact, "target", artifact + ".zip"), "make build");
            case AOT -> asset(function, bundles().resolve(function.functionName() + ".zip"), "make package-aot");
        };
    }

    /** The storefront, as it is in the repository. */
    public Path pages() {
        return checkout.resolve("web");
    }

    /** What a package can run on: Java runs anywhere, and a JVM where it was made for. */
    public Architecture architecture(Packaging packaging) {
        return packaging == Packaging.AOT ? ofBuildMachine() : Architecture.ARM_64;
    }

    private Path bundles() {
        return checkout.resolve("packaging", "target", "aot");
    }

    private Architecture ofBuildMachine() {
        Path file = bundles().resolve("architecture");
        try {
            String name = Files.exists(file) ? Files.readString(file).strip() : "";
            return switch (name) {
                case "x86_64" -> Architecture.X86_64;
                case "arm64" -> Architecture.ARM_64;
                default ->
                    throw new IllegalStateException(
                            "No package says what machine it is for: " + file + ". `make package-aot` makes them.");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Code asset(LambdaFunction function, Path zip, String command) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException("The package of " + function.functionName() + " is not there: " + zip
                    + ". `" + command + "` makes it.");
        }
        return Code.fromAsset(zip.toString());
    }
}
