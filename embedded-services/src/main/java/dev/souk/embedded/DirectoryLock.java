package dev.souk.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A claim on a directory by a process that is alive: a lock on the file {@code <directory>.lock} beside it. The operating
 * system lets go of it when the process dies, however it dies, so a crash blocks nobody.
 */
public final class DirectoryLock implements AutoCloseable {
    /**
     * What this process holds. Its files are not opened again: POSIX takes away all of a process's locks on a file when it closes any descriptor
     * of it, so that to ask would be to let go.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    public static Path fileFor(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".lock");
    }

    /** Empty when somebody alive, in this process or another, has it. */
    public static Optional<DirectoryLock> tryFor(Path directory) throws IOException {
        Path given = fileFor(directory).toAbsolutePath();
        Path folder = Files.createDirectories(given.getParent()).toRealPath();
        Path file = folder.resolve(given.getFileName());
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    HELD.add(file);
                    return Optional.of(new DirectoryLock(file, channel));
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        }
    }

    /** Asks again until it is had or the time is over. */
    public static Optional<DirectoryLock> tryFor(Path directory, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<DirectoryLock> lock = tryFor(directory);
        while (lock.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            lock = tryFor(directory);
        }
        return lock;
    }

    /** Waits as long as unpacking may take on a slow disk. */
    public static DirectoryLock await(Path directory) throws IOException {
        Duration patience = Duration.ofMinutes(5);
        return tryFor(directory, patience)
                .orElseThrow(() -> new IOException(directory + " stayed locked for " + patience));
    }

    /** Closing the channel lets go of the lock. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            channel.close();
            HELD.remove(file);
        }
    }
}
