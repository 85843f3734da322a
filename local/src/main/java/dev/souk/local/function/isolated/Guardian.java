package dev.souk.local.function.isolated;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Kills the instances when this process ends in whatever way, {@code kill -9} too: a frozen instance could not even notice. It is a
 * shell that reads from us who is alive, and when nothing can be read any more, it acts. One that was killed itself is replaced.
 */
final class Guardian implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            wards=' '
            while read -r what ward; do
                case $what in
                    guard) wards="$wards$ward " ;;
                    forget) wards="${wards%%" $ward "*} ${wards#*" $ward "}" ;;
                esac
            done
            for ward in $wards; do kill -9 "$ward" 2>/dev/null; done
            """;

    private final Set<Long> wards = new HashSet<>();
    private Process shell;
    private BufferedWriter ear;
    private boolean closed;

    Guardian() {
        shell = shell();
        ear = shell.outputWriter();
    }

    synchronized void guard(long pid) {
        wards.add(pid);
        say("guard " + pid);
    }

    synchronized void forget(long pid) {
        if (wards.remove(pid)) {
            say("forget " + pid);
        }
    }

    /** The process that does it. */
    synchronized long pid() {
        return shell.pid();
    }

    /** Whoever is still guarded then is killed. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            ear.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) {
        if (closed) {
            return;
        }
        try {
            write(line);
        } catch (IOException e) {
            // It was killed. Its successor has to hear of everybody, not of this one alone.
            shell = shell();
            ear = shell.outputWriter();
            try {
                for (long ward : wards) {
                    write("guard " + ward);
                }
            } catch (IOException again) {
                throw new UncheckedIOException(
                        "the guardian of the functions' processes cannot be told anything", again);
            }
        }
    }

    private void write(String line) throws IOException {
        ear.write(line);
        ear.write('\n');
        ear.flush();
    }

    private static Process shell() {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a shell", e);
        }
    }
}
