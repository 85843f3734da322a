package dev.souk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What Lambda is given. Whoever adds a jar to a function adds it to {@code artifacts.txt} as well, and has to mean it. */
class ArtifactsTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));

    private static List<String> artifacts() {
        return List.copyOf(new TreeSet<>(Arrays.stream(LambdaFunction.values())
                .map(LambdaFunction::artifact)
                .toList()));
    }

    private static List<String> entries(String artifact) throws IOException {
        try (ZipFile zip = new ZipFile(
                CHECKOUT.resolve(artifact + "/target/" + artifact + ".zip").toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @Test
    void each_artifact_has_the_jars_that_are_written_down_and_no_others() throws IOException {
        List<String> found = new ArrayList<>();
        for (String artifact : artifacts()) {
            found.add(artifact);
            entries(artifact).stream()
                    .filter(name -> name.startsWith("lib/"))
                    // Versions change with the parent POM; who is there does not.
                    .map(name -> "    " + name.substring("lib/".length()).replaceAll("-\\d[^/]*\\.jar$", ""))
                    .sorted()
                    .forEach(found::add);
        }
        String written = Files.readString(CHECKOUT.resolve("deployment/artifacts.txt"), StandardCharsets.UTF_8);

        assertThat(String.join("\n", found) + "\n").isEqualTo(written);
    }

    @Test
    void each_artifact_has_its_classes_at_the_root_and_its_jars_in_lib() throws IOException {
        for (LambdaFunction function : LambdaFunction.values()) {
            List<String> entries = entries(function.artifact());

            assertThat(entries).contains(function.handler().replace('.', '/') + ".class");
            assertThat(entries.stream().filter(name -> name.endsWith(".jar")))
                    .allMatch(name -> name.matches("lib/[^/]+\\.jar"));
        }
    }

    @Test
    void no_artifact_is_larger_than_lambda_takes() throws IOException {
        for (String artifact : artifacts()) {
            Path file = CHECKOUT.resolve(artifact + "/target/" + artifact + ".zip");
            try (ZipFile zip = new ZipFile(file.toFile())) {
                assertThat(zip.stream().mapToLong(ZipEntry::getSize).sum())
                        .as("%s, unpacked", artifact)
                        .isLessThan(250L * 1024 * 1024);
            }
            assertThat(Files.size(file)).as(artifact).isLessThan(50L * 1024 * 1024);
        }
    }
}
