package dev.souk.local.function.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * AWS's runtime interface client, as Lambda's managed runtime has it beside the function: what stands between the Runtime API and a
 * handler.
 *
 * @param jars its own and what it needs
 * @param library the native part. By itself the client unpacks it to one place in {@code /tmp} for everybody, where two that start
 *     at once would load half of a file.
 */
public record RuntimeClient(List<Path> jars, Path library) {
    /** The class with {@code main}; its argument is the handler. */
    public static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** What tells the client where its library is, but for {@code =} and the place. */
    public static final String LIBRARY_OPTION =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    public RuntimeClient {
        jars = List.copyOf(jars);
    }

    /** What tells the client where its library is. */
    public String libraryOption() {
        return LIBRARY_OPTION + "=" + library;
    }

    /**
     * The client whose jars are in {@code jars}.
     *
     * @param folder where its native library is put
     * @throws IllegalStateException when the jars are not there, or have no library for this machine
     */
    public static RuntimeClient in(Path jars, Path folder) {
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException(
                    "The runtime interface client is not there: " + jars + ". Run 'make build'.");
        }
        String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        String name = "jni/libaws-lambda-jni."
                + switch (platform.toLowerCase(Locale.ROOT)) {
                    case "linux-amd64" -> "linux-x86_64";
                    case "linux-aarch64" -> "linux-aarch_64";
                    default ->
                        throw new IllegalStateException(
                                "Functions in processes of their own need Linux: AWS's runtime interface client has no part for "
                                        + platform + ". Run without ISOLATED=1.");
                }
                + ".so";
        try (Stream<Path> found = Files.list(jars)) {
            List<Path> all = found.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            return new RuntimeClient(all, library(all, name, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library(List<Path> jars, String name, Path folder) throws IOException {
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                ZipEntry entry = jar.getEntry(name);
                if (entry != null) {
                    Files.createDirectories(folder);
                    Path library = folder.resolve("libaws-lambda-jni.so");
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        Files.copy(bytes, library, StandardCopyOption.REPLACE_EXISTING);
                    }
                    return library;
                }
            }
        }
        throw new IllegalStateException("no jar of the runtime interface client has " + name);
    }
}
