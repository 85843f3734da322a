package dev.souk.local.function.isolated;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What runs a function: a JVM, and what is on its class path.
 *
 * @param java the program
 * @param classPath the runtime interface client at least; what of the function is not on it, the client loads from the folder of the task
 * @param options beside those that every function gets
 */
public record Jvm(Path java, List<Path> classPath, List<String> options) implements Starter {
    public Jvm {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /** As Lambda's managed Java runtime: the client on the class path, on the JDK that this process runs on. */
    public static Jvm managed(RuntimeClient client) {
        return new Jvm(own(), client.jars(), List.of(client.libraryOption()));
    }

    /** The same with an option more. */
    public Jvm with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new Jvm(java, classPath, more);
    }

    /** The JVM that this process runs on. */
    public static Path own() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * One compiler tier and the serial collector, as on Lambda. Reflection by the JVM itself: the JDK's faster way makes a class a member
     * when it is first used, which a cold start pays for and nothing here uses often enough to earn back.
     */
    @Override
    public List<String> line(int heapMegabytes, String handler) {
        List<String> line = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(options);
        line.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                RuntimeClient.MAIN,
                handler));
        return line;
    }
}
