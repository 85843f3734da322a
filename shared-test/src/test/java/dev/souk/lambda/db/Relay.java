package dev.souk.lambda.db;

import dev.souk.lambda.config.Secret;
import dev.souk.test.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A wire to the database that can be cut, and that knows how many connections run over it. */
final class Relay implements AutoCloseable {
    /** When a wire breaks by itself. */
    enum Cut {
        NEVER,
        /** The COMMIT does not reach the server. */
        BEFORE_COMMIT,
        /** The COMMIT does, its answer does not come back. */
        AFTER_COMMIT
    }

    private static final Pattern PLACE = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final DatabaseSettings target;
    private final int targetPort;
    private final int port;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Cut cut = Cut.NEVER;
    private @Nullable ServerSocket door;

    private Relay(DatabaseSettings target) {
        this.target = target;
        Matcher place = PLACE.matcher(target.url());
        if (!place.find()) {
            throw new IllegalArgumentException(target.url());
        }
        this.targetPort = Integer.parseInt(place.group(1));
        this.port = open(0);
    }

    static Relay to(TestDatabase database) {
        return new Relay(database.settings());
    }

    /** The way to the database over this wire. */
    DatabaseSettings settings(int connections, Duration patience) {
        String url = PLACE.matcher(target.url()).replaceFirst("127.0.0.1:" + port);
        return new DatabaseSettings(
                url, target.user(), new Secret(target.password().reveal()), connections, patience);
    }

    DatabaseSettings settings(int connections) {
        return settings(connections, Duration.ofSeconds(10));
    }

    /** How many connections have ever been opened. */
    int opened() {
        return opened.get();
    }

    /** How many there were at once, at most. */
    int most() {
        return most.get();
    }

    void cut(Cut when) {
        cut = when;
    }

    /** Every wire breaks, and nobody can connect. */
    synchronized void goDown() {
        close();
    }

    synchronized void comeBack() {
        open(port);
    }

    @Override
    public synchronized void close() {
        ServerSocket open = door;
        door = null;
        closeQuietly(open);
        wires.forEach(Wire::close);
    }

    private synchronized int open(int at) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            door = made;
            Thread.ofVirtual().start(() -> accept(made));
            return made.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                connect(from, from.accept());
            }
        } catch (IOException _) {
            // The door was closed.
        }
    }

    /** Who came in while the door was being closed is turned away. */
    private synchronized void connect(ServerSocket from, Socket client) throws IOException {
        if (from.isClosed()) {
            client.close();
            return;
        }
        Wire wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), targetPort));
        wires.add(wire);
        opened.incrementAndGet();
        most.accumulateAndGet(wires.size(), Math::max);
        Thread.ofVirtual().start(wire::ask);
        Thread.ofVirtual().start(wire::answer);
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean dumb;

        private Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void ask() {
            byte[] buffer = new byte[64 * 1024];
            try (InputStream in = client.getInputStream();
                    OutputStream out = server.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
                    if (text.contains("COMMIT") && !text.contains("AUTOCOMMIT") && cut != Cut.NEVER) {
                        if (cut == Cut.BEFORE_COMMIT) {
                            break;
                        }
                        dumb = true;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException _) {
                // Cut.
            } finally {
                close();
            }
        }

        private void answer() {
            byte[] buffer = new byte[64 * 1024];
            try (InputStream in = server.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0 && !dumb; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            } catch (IOException _) {
                // Cut.
            } finally {
                close();
            }
        }

        private void close() {
            wires.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception _) {
            // It was to go.
        }
    }
}
