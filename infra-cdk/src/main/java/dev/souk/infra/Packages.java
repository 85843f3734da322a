package dev.souk.infra;

import dev.souk.deployment.LambdaFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The functions' packages, as {@code mvn package} leaves them.
 *
 * @param checkout the folder that the modules are in
 */
public record Packages(Path checkout) {
    /**
     * The package that a function is in.
     *
     * @throws IllegalStateException when it was not built
     */
    public Code of(LambdaFunction function) {
        String artifact = function.artifact();
        Path zip = checkout.resolve(artifact).resolve("target").resolve(artifact + ".zip");
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(
                    "The package of " + function.functionName() + " is not there: " + zip + ". `make build` makes it.");
        }
        return Code.fromAsset(zip.toString());
    }
}
