package dev.souk.local.function.isolated;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What it takes to start instances of one function.
 *
 * @param name as its logs call it
 * @param handler the class
 * @param task the unpacked artifact
 * @param variables of its environment, those that Lambda sets by itself for every function left out
 */
public record Launch(
        String name, String handler, Path task, int memoryMegabytes, Map<String, String> variables, Starter starter) {
    /** The part of the memory that Lambda's managed runtime gives the heap. */
    private static final double HEAP = 0.85;

    public Launch {
        variables = Map.copyOf(variables);
    }

    String arn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
    }

    /** @param runtimeApi {@code host:port}, and the path below which this instance finds the Runtime API */
    Command command(String runtimeApi, String logStream) {
        return new Command(
                starter.line((int) (memoryMegabytes * HEAP), handler), environment(runtimeApi, logStream), task);
    }

    /** What is set for the function and what Lambda sets by itself. */
    private Map<String, String> environment(String runtimeApi, String logStream) {
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
                starter.initializationType(),
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
