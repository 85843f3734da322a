package dev.souk.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import software.amazon.awscdk.services.lambda.LambdaRuntimeProps;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;

/** The Java that the functions are compiled for, which {@code java.release} of the root pom says, and so the one that they run on. */
public final class JavaRelease {
    private static final String RESOURCE = "build.properties";

    private JavaRelease() {}

    /** {@code java25}. */
    public static Runtime runtime() {
        return new Runtime(
                "java" + number(),
                RuntimeFamily.JAVA,
                LambdaRuntimeProps.builder().supportsSnapStart(true).build());
    }

    private static String number() {
        Properties build = new Properties();
        try (InputStream file = JavaRelease.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("java.release");
    }
}
