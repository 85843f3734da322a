package dev.souk.lambda.priming;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A server in this process that gives every request the same answer: a client that calls it is made and used, and nobody hears of it. */
public final class DeadEnd implements AutoCloseable {
    private final ServerSocket socket;
    private final byte[] answer;

    /** @param contentType and body of the answer */
    public DeadEnd(String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        this.answer = (head + body).getBytes(StandardCharsets.UTF_8);
        try {
            this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("dead-end").start(this::serve);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                read(new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1)));
                caller.getOutputStream().write(answer);
                caller.getOutputStream().flush();
            } catch (IOException _) {
                // Whoever called has gone, or this is over.
            }
        }
    }

    private static void read(BufferedReader request) throws IOException {
        int length = 0;
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < length && request.read() >= 0; i++) {
            // Read to the end: a connection that is closed before is reset.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
