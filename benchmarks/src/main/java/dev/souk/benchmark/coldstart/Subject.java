package dev.souk.benchmark.coldstart;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A function that is measured.
 *
 * @param name as the table calls it
 * @param artifact the folder of the module that its package is built in, and the name of its package
 * @param handler the class
 * @param memoryMegabytes that Lambda would give it
 * @param what its first event is, in words
 * @param event makes the next event: one that really does what it says, not one that was done before
 * @param answer what its answer contains when it is right: a function that fails fast is not fast
 */
record Subject(
        String name,
        String artifact,
        String handler,
        int memoryMegabytes,
        Map<String, String> variables,
        String what,
        Supplier<byte[]> event,
        String answer) {

    String zip() {
        String name = artifact.substring(artifact.lastIndexOf('/') + 1);
        return artifact + "/target/" + name + ".zip";
    }
}
