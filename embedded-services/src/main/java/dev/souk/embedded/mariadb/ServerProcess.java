package dev.souk.embedded.mariadb;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running {@code mariadbd}. */
record ServerProcess(Process process, int port) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 5;
    private static final int PATIENT_ATTEMPTS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String PORT_TAKEN = "Bind on TCP/IP port";

    /** Starts one and returns when it answers; a port taken by somebody else in between is not the end of it. */
    static ServerProcess start(
            Distribution distribution,
            Path dataDirectory,
            Path log,
            int preferredPort,
            Durability durability,
            Optional<ServerCertificate> certificate)
            throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = Ports.choose(preferredPort);
            Optional<ServerProcess> server = tryAt(distribution, dataDirectory, log, port, durability, certificate);
            if (server.isPresent()) {
                return server.get();
            }
            said = Files.readString(log);
            if (!said.contains(PORT_TAKEN)) {
                break;
            }
        }
        throw notStarted(dataDirectory, said);
    }

    /** Starts one on this port and no other: those who use the server know its address. Somebody may have the port for a moment. */
    static ServerProcess startAt(
            Distribution distribution,
            Path dataDirectory,
            Path log,
            int port,
            Durability durability,
            Optional<ServerCertificate> certificate)
            throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < PATIENT_ATTEMPTS; attempt++) {
            Optional<ServerProcess> server = tryAt(distribution, dataDirectory, log, port, durability, certificate);
            if (server.isPresent()) {
                return server.get();
            }
            said = Files.readString(log);
            if (!said.contains(PORT_TAKEN)) {
                break;
            }
            Thread.sleep(PAUSE);
        }
        throw notStarted(dataDirectory, said);
    }

    /** Empty when it ended instead of answering; its log says why. */
    private static Optional<ServerProcess> tryAt(
            Distribution distribution,
            Path dataDirectory,
            Path log,
            int port,
            Durability durability,
            Optional<ServerCertificate> certificate)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ServerOptions.server(distribution, dataDirectory, port, durability, certificate))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        ServerProcess server = new ServerProcess(process, port);
        boolean answers = false;
        try {
            answers = server.isAnswering();
        } finally {
            if (!answers) {
                server.kill();
            }
        }
        return answers ? Optional.of(server) : Optional.empty();
    }

    private static IOException notStarted(Path dataDirectory, String said) {
        return new IOException("MariaDB did not start on " + dataDirectory + ": " + said);
    }

    /** True once it greets; false when it ended instead, or took longer than anyone would wait. */
    private boolean isAnswering() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (greets()) {
                return true;
            }
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** The greeting names the server, so another program on the port is not taken for ours. */
    private boolean greets() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), port), 1_000);
            socket.setSoTimeout(5_000);
            InputStream in = socket.getInputStream();
            byte[] greeting = new byte[64];
            int read = in.readNBytes(greeting, 0, greeting.length);
            return new String(greeting, 0, read, StandardCharsets.ISO_8859_1).contains("MariaDB");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it in good order; with force when that takes too long. Nothing runs any more when this returns. */
    void stop() {
        process.destroy();
        try {
            if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
