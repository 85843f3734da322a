package dev.souk.webhooks.posting;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.souk.test.JvmShutdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A web server with a certificate of {@code hooks.example}, which answers 200 and keeps the hosts that it was asked as. */
final class Site implements AutoCloseable {
    private static final char[] PASSWORD = "of the tests".toCharArray();
    private static final KeyStore CERTIFICATE = certificate();

    final List<String> hosts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Site(HttpServer server) {
        this.server = server;
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Without TLS, at this address of this machine; at any port when it is 0. */
    static Site plain(String address, int port) throws IOException {
        return new Site(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0));
    }

    static Site secure() throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(CERTIFICATE, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Site(server);
    }

    /** Trusts that certificate and no other. */
    static SSLSocketFactory trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(CERTIFICATE);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls.getSocketFactory();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The JDK makes certificates by its tool alone. */
    private static KeyStore certificate() {
        try {
            Path file = JvmShutdown.temporaryFolder("souk-site-").resolve("keys.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "site",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=hooks.example",
                            "-ext",
                            "san=dns:hooks.example",
                            "-validity",
                            "7",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("no certificate: " + said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD);
            }
            KeyStore both = KeyStore.getInstance("PKCS12");
            both.load(null, null);
            both.setKeyEntry("key", keys.getKey("site", PASSWORD), PASSWORD, keys.getCertificateChain("site"));
            both.setCertificateEntry("trusted", keys.getCertificate("site"));
            return both;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
