package dev.souk.email.transport;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers as it is told, a reply a command, and hangs up where the reply is empty. */
final class ScriptedSmtp implements AutoCloseable {
    private static final Map<String, String> POLITE = Map.of(
            "hello", "220 localhost",
            "EHLO", "250 localhost",
            "MAIL", "250 ok",
            "RCPT", "250 ok",
            "DATA", "354 go on",
            ".", "250 taken",
            "QUIT", "221 bye");

    private final ServerSocket socket;
    private final Thread serving;
    private final Map<String, String> script;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /** @param script replies that differ from a polite server's, by the first word of the command; "." stands for the end of a mail */
    ScriptedSmtp(Map<String, String> script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.serving = Thread.ofVirtual().start(this::serve);
    }

    SmtpServer server() {
        return new SmtpServer("127.0.0.1", socket.getLocalPort(), false, Optional.empty());
    }

    /** The first words of all commands so far. */
    List<String> commands() {
        return commands;
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
        String command = "hello";
        boolean data = false;
        while (true) {
            if (!data) {
                String reply = script.getOrDefault(command, POLITE.getOrDefault(command, "500 what?"));
                if (reply.isEmpty()) {
                    return;
                }
                out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
                data = reply.startsWith("354");
            }
            String line = in.readLine();
            if (line == null) {
                return;
            }
            if (data && !line.equals(".")) {
                continue;
            }
            data = false;
            command = line.split(" ", 2)[0];
            commands.add(command);
        }
    }

    /** When this returns, nobody is served any more: one that was about to be accepted would be, otherwise. */
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
