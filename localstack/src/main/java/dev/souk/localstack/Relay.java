package dev.souk.localstack;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets those in who come to a port of another address of this machine than 127.0.0.1, which is where our services listen and nowhere else.
 * Meant for the address that Docker gives this machine among its containers: nobody outside can call that.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Relay(ServerSocket door, int port) {
        this.door = door;
        this.port = port;
    }

    /** Listens at that address, at the port's own number. */
    static Relay between(String address, int port) {
        try {
            ServerSocket door = new ServerSocket();
            door.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            Relay relay = new Relay(door, port);
            relay.threads.execute(relay::listen);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + address + ":" + port, e);
        }
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                threads.execute(() -> connect(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                Socket service = new Socket(Ports.loopback(), port)) {
            threads.execute(() -> copy(service, caller));
            copy(caller, service);
        } catch (IOException gone) {
            // Whoever was called will be called again.
        }
    }

    /** Until one side ends; then the other hears of it. */
    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            // As above.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
