package dev.souk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Finds a port to listen on. All of Souk's local services listen on 127.0.0.1 only. */
public final class Ports {
    /** How far above the preferred port we look before we take any port at all. */
    private static final int REACH = 50;

    private Ports() {}

    /**
     * The preferred TCP port of 127.0.0.1 or, when it is taken, the next free one above it, or any free one when a whole
     * stretch is taken. 0 asks for any free port. The port is free when this returns, which is no promise for later.
     */
    public static int choose(int preferred) {
        if (preferred < 0 || preferred > 65_535) {
            throw new IllegalArgumentException("not a TCP port: " + preferred);
        }
        if (preferred > 0) {
            for (int port = preferred; port <= Math.min(preferred + REACH, 65_535); port++) {
                if (isFree(port)) {
                    return port;
                }
            }
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    /** 127.0.0.1, never ::1: what we print has to be what we listen on. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A server on all interfaces does not stop everyone from binding 127.0.0.1 as well (macOS, Windows), so both are tried.
     * Reuse of addresses is allowed because the servers allow it: a port in TIME_WAIT is not taken.
     */
    private static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port)) && canBind(new InetSocketAddress(loopback(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell whether port " + address.getPort() + " is free", e);
        }
    }
}
