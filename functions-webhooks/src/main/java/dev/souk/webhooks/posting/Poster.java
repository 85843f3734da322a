package dev.souk.webhooks.posting;

import dev.souk.webhooks.AttemptResult;
import dev.souk.webhooks.EndpointUrl;
import dev.souk.webhooks.posting.Answer.Silence;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to addresses that strangers have given. A host is looked up once, all that it leads to has to be allowed, and the connection goes to one of the
 * very addresses that were looked at: a name that leads elsewhere a moment later leads nobody astray. The TLS certificate has to be of the host's name all the
 * same. No HTTP client of the JDK can be told the address beside the name, so this speaks HTTP/1.1 itself: one request, one answer, no redirects, no
 * connection that is kept.
 */
public final class Poster {
    private final HostNames hosts;
    private final Targets targets;
    private final Supplier<SSLSocketFactory> tls;
    private final Limits limits;

    /**
     * How long is waited.
     *
     * @param connect for DNS, and for each address to take the connection
     * @param total from the beginning to the last byte of the answer's head
     */
    public record Limits(Duration connect, Duration total) {
        /** As Standard Webhooks advises: somewhat less than half a minute. */
        public static final Limits USUAL = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(15));
    }

    /** @param tls whose certificates are trusted; asked for when a connection is made */
    public Poster(HostNames hosts, Targets targets, Supplier<SSLSocketFactory> tls, Limits limits) {
        this.hosts = hosts;
        this.targets = targets;
        this.tls = tls;
        this.limits = limits;
    }

    /**
     * Posts JSON.
     *
     * @param headers more of them: names and values without line breaks
     */
    public Answer post(EndpointUrl url, Map<String, String> headers, byte[] body) {
        if (!url.isSecure() && !targets.takePlain()) {
            return new Silence(AttemptResult.ADDRESS_REFUSED);
        }
        long end = System.nanoTime() + limits.total().toNanos();
        List<InetAddress> addresses;
        try {
            addresses = lookedUp(url.host());
        } catch (UnknownHostException _) {
            return new Silence(AttemptResult.HOST_UNKNOWN);
        } catch (TimeoutException _) {
            return new Silence(AttemptResult.TIMED_OUT);
        }
        if (!addresses.stream().allMatch(targets::allow)) {
            return new Silence(AttemptResult.ADDRESS_REFUSED);
        }
        Answer last = new Silence(AttemptResult.HOST_UNKNOWN);
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try (Watch watch = new Watch(socket, end)) {
                try {
                    socket.connect(
                            new InetSocketAddress(address, url.port()),
                            Math.toIntExact(limits.connect().toMillis()));
                } catch (IOException e) {
                    last = new Silence(
                            watch.isOver() || e instanceof InterruptedIOException
                                    ? AttemptResult.TIMED_OUT
                                    : AttemptResult.NOT_CONNECTED);
                    continue;
                }
                return conversation(socket, url, headers, body, watch);
            }
        }
        return last;
    }

    /** IPv4 first: not every network that we stand in leads to IPv6. */
    private List<InetAddress> lookedUp(String host) throws UnknownHostException, TimeoutException {
        FutureTask<List<InetAddress>> look = new FutureTask<>(() -> hosts.addresses(host));
        Thread.startVirtualThread(look);
        try {
            List<InetAddress> found = new ArrayList<>(look.get(limits.connect().toMillis(), TimeUnit.MILLISECONDS));
            found.sort(Comparator.comparingInt(address -> address.getAddress().length));
            if (found.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return found;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("a host could not be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Answer conversation(Socket socket, EndpointUrl url, Map<String, String> headers, byte[] body, Watch watch) {
        try {
            socket.setTcpNoDelay(true);
            Socket spoken = url.isSecure() ? secured(socket, url) : socket;
            spoken.getOutputStream().write(head(url, headers, body.length));
            spoken.getOutputStream().write(body);
            spoken.getOutputStream().flush();
            return HttpAnswer.read(spoken);
        } catch (SSLException e) {
            return new Silence(watch.isOver() ? AttemptResult.TIMED_OUT : AttemptResult.NOT_TRUSTED);
        } catch (HttpAnswer.NotHttp e) {
            return new Silence(AttemptResult.NOT_HTTP);
        } catch (IOException e) {
            return new Silence(watch.isOver() ? AttemptResult.TIMED_OUT : AttemptResult.NOT_CONNECTED);
        }
    }

    /** The connection is to an address; the certificate has to be of the name. */
    private Socket secured(Socket socket, EndpointUrl url) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isLiteral(url.host())) {
            parameters.setServerNames(List.of(new SNIHostName(url.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static boolean isLiteral(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] head(EndpointUrl url, Map<String, String> headers, int length) {
        String path = url.uri().getRawPath().isEmpty() ? "/" : url.uri().getRawPath();
        String query = url.uri().getRawQuery() == null ? "" : "?" + url.uri().getRawQuery();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(url.uri().getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Type: application/json\r\nUser-Agent: Souk-Webhooks/1\r\nAccept: */*\r\n");
        head.append("Accept-Encoding: identity\r\nConnection: close\r\nContent-Length: ")
                .append(length)
                .append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Closes a connection when its time is over, whatever is being waited for: an answer that comes byte by byte, a handshake, or room for what we write.
     */
    private static final class Watch implements AutoCloseable {
        private final Socket socket;
        private final Thread waiting;
        private volatile boolean over;

        Watch(Socket socket, long end) {
            this.socket = socket;
            this.waiting = Thread.startVirtualThread(() -> {
                try {
                    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
                    over = true;
                    socket.close();
                } catch (InterruptedException | IOException _) {
                    // It was over before, or is now.
                }
            });
        }

        boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            waiting.interrupt();
            try {
                socket.close();
            } catch (IOException _) {
                // Nothing more is wanted of it.
            }
        }
    }
}
