package dev.souk.benchmark.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before the {@code main} of another class, in a process of its own, and looks every 0.2 ms at what the main thread does. It runs in
 * the process that it slows down: JDK classes only, and nothing that has the JVM make classes.
 *
 * <p>Writes when the process is asked to end: first when {@code main} began, in microseconds since 1970; then a line a sample, of the
 * nanoseconds since the one before, a tab, and the frames as {@code class.method}, innermost first, with semicolons between.
 */
final class Sampler extends Thread {
    private static final long EVERY_NANOS = 200_000;
    /** An hour of them would be no cold start. */
    private static final int MOST = 100_000;

    private record Sight(long nanos, StackTraceElement[] stack) {}

    private final Thread looked;
    private long before;
    private final List<Sight> sights = new ArrayList<>(MOST / 100);

    private Sampler(Thread looked, long begun) {
        super("sampler");
        this.looked = looked;
        this.before = begun;
        setDaemon(true);
    }

    /** {@code Sampler <file> <class> <arguments of its main>}. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        long begun = System.nanoTime();
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Sampler sampler = new Sampler(Thread.currentThread(), begun);
        Runtime.getRuntime().addShutdownHook(new Report(Path.of(arguments[0]), at, sampler));
        sampler.start();
        String[] theirs = new String[arguments.length - 2];
        System.arraycopy(arguments, 2, theirs, 0, theirs.length);
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) theirs);
    }

    /** The classes that have to be on the class path of what is looked at, and no others. */
    static void copyTo(Path folder) {
        for (Class<?> each : List.of(Sampler.class, Sight.class, Report.class)) {
            String name = each.getName().replace('.', '/') + ".class";
            Path file = folder.resolve(name);
            try (InputStream bytes = Objects.requireNonNull(Sampler.class.getResourceAsStream("/" + name))) {
                Files.createDirectories(file.getParent());
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void run() {
        while (true) {
            StackTraceElement[] stack = looked.getStackTrace();
            // Taken afterwards: a thread is only seen when the JVM can stop it, and what kept it from that is what it
            // did.
            long now = System.nanoTime();
            synchronized (sights) {
                if (sights.size() < MOST) {
                    sights.add(new Sight(now - before, stack));
                }
            }
            before = now;
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private static final class Report extends Thread {
        private final Path file;
        private final long at;
        private final Sampler sampler;

        Report(Path file, long at, Sampler sampler) {
            this.file = file;
            this.at = at;
            this.sampler = sampler;
        }

        @Override
        public void run() {
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write(at + "\n");
                synchronized (sampler.sights) {
                    for (Sight sight : sampler.sights) {
                        out.write(line(sight));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String line(Sight sight) {
            StringBuilder line = new StringBuilder().append(sight.nanos()).append('\t');
            for (StackTraceElement frame : sight.stack()) {
                line.append(frame.getClassName())
                        .append('.')
                        .append(frame.getMethodName())
                        .append(';');
            }
            return line.append('\n').toString();
        }
    }
}
