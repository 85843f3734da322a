package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@code tools/}, run with commands of a test's own in place of AWS's and others': each writes down what it is asked for and then
 * does what the test says.
 *
 * @param script its file name
 * @param folder a test's own, in which it runs
 */
record ToolScript(String script, Path folder) {
    /** How a run ended. */
    record Said(int status, String out, String err) {}

    /** @param does lines of a shell */
    void command(String name, String does) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(
                file, "#!/bin/sh\necho \"" + name + " $*\" >>'" + folder.resolve("asked") + "'\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Said run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", path().toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("STAGE", "");
        builder.environment().putAll(environment);
        Process process = builder.directory(folder.toFile())
                .redirectError(err.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** What the commands were asked for, a line each. */
    List<String> asked() throws IOException {
        Path asked = folder.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked, StandardCharsets.UTF_8) : List.of();
    }

    private Path path() {
        return Path.of(System.getProperty("souk.checkout", ".."))
                .resolve("tools")
                .resolve(script)
                .toAbsolutePath();
    }
}
