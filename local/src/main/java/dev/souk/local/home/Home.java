package dev.souk.local.home;

import dev.souk.lambda.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A folder of data, held by one run at a time. The operating system lets go of it when the process ends, however it ends, so a crash
 * leaves nothing to clear away. Safe for use by many threads.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private Home(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, making it if need be.
     *
     * @throws AlreadyRunning when another run has it
     */
    public static Home take(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            FileChannel channel =
                    FileChannel.open(home.resolve("souk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new AlreadyRunning(whoRuns(home));
            }
            Files.deleteIfExists(runFile(home));
            return new Home(home, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + home, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String whoRuns(Path home) {
        Properties run = KeptProperties.read(runFile(home));
        String where = run.containsKey("url")
                ? " at " + run.getProperty("url") + " (process " + run.getProperty("pid") + ")"
                : "";
        return "Souk already runs" + where + " with the data in " + home
                + ". Stop it first, or start another with --data <folder>.";
    }

    /** Where this run is reached, for whoever tries to start a second one. */
    public void announce(URI url) {
        Properties run = new Properties();
        run.setProperty("pid", String.valueOf(ProcessHandle.current().pid()));
        run.setProperty("url", url.toString());
        KeptProperties.write(runFile(folder), run);
    }

    public Path folder() {
        return folder;
    }

    /** A secret of 256 bits, made up the first time and kept, readable by nobody else. */
    public synchronized Secret secret(String name) {
        Path file = folder.resolve("secrets.properties");
        Properties secrets = KeptProperties.read(file);
        String value = secrets.getProperty(name);
        if (value == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            value = HexFormat.of().formatHex(random);
            secrets.setProperty(name, value);
            KeptProperties.write(file, secrets);
        }
        return new Secret(value);
    }

    /** Where a service listened last time. Addresses stand in what is kept, so they should not wander. */
    public synchronized OptionalInt lastPort(String service) {
        try {
            int port = Integer.parseInt(
                    KeptProperties.read(folder.resolve("ports.properties")).getProperty(service, "0"));
            return port > 0 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    public synchronized void rememberPort(String service, int port) {
        Path file = folder.resolve("ports.properties");
        Properties ports = KeptProperties.read(file);
        if (!String.valueOf(port).equals(ports.setProperty(service, String.valueOf(port)))) {
            KeptProperties.write(file, ports);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(runFile(folder));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path runFile(Path home) {
        return home.resolve("run.properties");
    }
}
