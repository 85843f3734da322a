package dev.souk.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes every mail and hangs up before it says so. */
final class SilentSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final Thread serving;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    private SilentSmtp() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        serving = Thread.ofVirtual().start(this::serve);
    }

    static SilentSmtp start() throws IOException {
        return new SilentSmtp();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The sources of all mails so far. */
    List<String> taken() {
        return taken;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream();
        out.write("220 here\r\n".getBytes(StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            boolean data = line.equals("DATA");
            out.write((data ? "354 go on\r\n" : "250 ok\r\n").getBytes(StandardCharsets.UTF_8));
            if (data) {
                StringBuilder mail = new StringBuilder();
                for (String each = in.readLine(); each != null && !each.equals("."); each = in.readLine()) {
                    mail.append(each).append('\n');
                }
                taken.add(mail.toString());
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            var _ = serving.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
