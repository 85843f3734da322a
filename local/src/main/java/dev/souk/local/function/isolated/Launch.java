package dev.souk.local.function.isolated;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What it takes to start instances of one function as Lambda's managed Java runtime does: the client on the class path, the artifact in
 * the folder of the task, from which the client loads the handler.
 *
 * @param name as its logs call it
 * @param handler the class
 * @param task the unpacked artifact
 * @param variables of its environment, those that Lambda sets by itself for every function left out
 */
public record Launch(
        String name,
        String handler,
        Path task,
        RuntimeClient client,
        Path java,
        int memoryMegabytes,
        Map<String, String> variables) {
    /** The part of the memory that Lambda's managed runtime gives the heap. */
    private static final double HEAP = 0.85;

    public Launch {
        variables = Map.copyOf(variables);
    }

    /** The JVM that this process runs on. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    String arn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
    }

    /** @param runtimeApi {@code host:port}, and the path below which this instance finds the Runtime API */
    public Command command(String runtimeApi, String logStream) {
        List<String> line = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + (int) (memoryMegabytes * HEAP) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + RuntimeClient.LIBRARY_PROPERTY + "=" + client.library()));
        line.addAll(List.of("-cp", path(client.jars()), RuntimeClient.MAIN, handler));
        return new Command(line, environment(runtimeApi, logStream), task);
    }

    static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** What is set for the function and what Lambda sets by itself. */
    public Map<String, String> environment(String runtimeApi, String logStream) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                runtimeApi,
                "AWS_LAMBDA_FUNCTION_NAME",
                name,
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                String.valueOf(memoryMegabytes),
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + name,
                "AWS_LAMBDA_LOG_STREAM_NAME",
                logStream,
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand",
                "LAMBDA_TASK_ROOT",
                task.toString(),
                "_HANDLER",
                handler));
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        environment.putAll(variables);
        return environment;
    }
}
