package dev.souk.packaging;

import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A function and an event for it: what it is trained with, and measured by.
 *
 * @param name as a table calls it
 * @param artifact the folder of the module that its package is built in, and the name of its package
 * @param handler the class
 * @param memoryMegabytes that Lambda would give it
 * @param what its first event is, in words
 * @param event makes the next event: one that really does what it says, not one that was done before
 * @param answer what its answer contains when it is right: a function that fails fast is not fast
 */
public record Subject(
        String name,
        String artifact,
        String handler,
        int memoryMegabytes,
        Map<String, String> variables,
        String what,
        Supplier<byte[]> event,
        String answer) {

    /** Gives it an event, and looks whether the answer is right. */
    public void play(Functions functions, String function, Duration patience) {
        check(functions.invoke(function, event.get(), patience));
    }

    /**
     * The same talking TLS with its database, as everybody has to in the cloud, where {@code sslMode=REQUIRED} asks it of the driver. What has no
     * database stays as it is.
     */
    public Subject overTls() {
        Map<String, String> other = new HashMap<>(variables);
        other.computeIfPresent("DATABASE_URL", (_, url) -> url.replace("sslMode=DISABLED", "sslMode=REQUIRED"));
        return new Subject(
                name + " over TLS", artifact, handler, memoryMegabytes, Map.copyOf(other), what, event, answer);
    }

    /** The same with another environment. */
    Subject with(Map<String, String> other) {
        return new Subject(name, artifact, handler, memoryMegabytes, other, what, event, answer);
    }

    public void check(Invocation ending) {
        String said = ending instanceof Invocation.Answered(byte[] payload)
                ? new String(payload, StandardCharsets.UTF_8)
                : null;
        if (said == null || !said.contains(answer)) {
            throw new IllegalStateException(name + " ended in " + ending + ": " + said);
        }
    }

    /** Of the package, from the checkout. */
    public String zip() {
        String name = artifact.substring(artifact.lastIndexOf('/') + 1);
        return artifact + "/target/" + name + ".zip";
    }
}
