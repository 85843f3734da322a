package dev.souk.localstack;

import dev.souk.lambda.json.Json;
import dev.souk.localstack.CloudAssembly.FileAsset;
import dev.souk.localstack.CloudAssembly.S3Object;
import dev.souk.localstack.CloudAssembly.Stack;
import dev.souk.localstack.CloudFormation.Seen;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Stacks on LocalStack, from their being made until {@link #close} takes them away. What {@code cdklocal deploy} does, without npm. */
final class Deployment implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final LocalStack localStack;
    private final CloudFormation cloudFormation;
    private final Deque<String> made = new ArrayDeque<>();
    private final Map<String, String> outputs = new HashMap<>();

    private Deployment(LocalStack localStack) {
        this.localStack = localStack;
        this.cloudFormation = localStack.cloudFormation();
    }

    /**
     * Makes the stack of what has to be there before, then all others.
     *
     * @throws IllegalStateException naming the resources that could not be made; what was made is taken away again
     */
    static Deployment of(Groundwork groundwork, CloudAssembly assembly, LocalStack localStack) {
        Deployment deployment = new Deployment(localStack);
        try {
            deployment.make(groundwork);
            for (Stack stack : assembly.stacks()) {
                deployment.make(stack);
            }
            return deployment;
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    /** An output of any of the stacks. */
    String output(String name) {
        String value = outputs.get(name);
        if (value == null) {
            throw new IllegalStateException("no stack has an output " + name);
        }
        return value;
    }

    private void make(Groundwork groundwork) {
        made.push(Groundwork.STACK);
        cloudFormation.create(Groundwork.STACK, Json.write(groundwork.template()));
        await(Groundwork.STACK);
        groundwork.letSend(localStack);
    }

    private void make(Stack stack) {
        try (S3Client s3 = localStack.s3()) {
            for (FileAsset asset : stack.files()) {
                s3.putObject(
                        request -> request.bucket(asset.destination().bucket())
                                .key(asset.destination().key()),
                        asset.file());
            }
        }
        S3Object template = stack.template();
        made.push(stack.name());
        cloudFormation.createFrom(stack.name(), localStack.endpoint() + "/" + template.bucket() + "/" + template.key());
        await(stack.name());
    }

    private void await(String stackName) {
        Seen stack = look(stackName, seen -> !seen.status().endsWith("IN_PROGRESS"))
                .orElseThrow(() -> new IllegalStateException("the stack " + stackName + " has gone"));
        if (!stack.status().equals("CREATE_COMPLETE")) {
            throw new IllegalStateException("the stack " + stackName + " is " + stack.status() + ": "
                    + String.join("; ", cloudFormation.failures(stackName)));
        }
        outputs.putAll(stack.outputs());
    }

    /** Looks until it is as wanted, or gone. */
    private Optional<Seen> look(String stackName, Predicate<Seen> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Seen> seen = cloudFormation.find(stackName);
            if (seen.isEmpty() || wanted.test(seen.get())) {
                return seen;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IllegalStateException(
                "the stack " + stackName + " is no further after " + PATIENCE.toMinutes() + " minutes");
    }

    /** The last first. A stack that does not go keeps no other from it. */
    @Override
    public void close() {
        while (!made.isEmpty()) {
            String stackName = made.pop();
            try {
                cloudFormation.delete(stackName);
                look(stackName, seen -> !seen.status().endsWith("IN_PROGRESS"))
                        .filter(seen -> !seen.status().equals("DELETE_COMPLETE"))
                        .ifPresent(seen -> stays(stackName, seen.status()));
            } catch (IllegalStateException | UncheckedIOException e) {
                stays(stackName, e.getMessage());
            }
        }
    }

    private static void stays(String stackName, @Nullable String why) {
        System.getLogger(Deployment.class.getName())
                .log(System.Logger.Level.WARNING, "the stack {0} stays: {1}", stackName, why);
    }
}
