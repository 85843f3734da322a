package dev.souk.lambda.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An issuer whose keys and outages a test decides, and which counts who asks; it speaks HTTP as any other does. */
final class ControlledIssuer implements AutoCloseable {
    static final String AUDIENCE = "souk";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile RSAKey key = key("first");
    private volatile List<JWK> published = List.of(key.toPublicJWK());
    private volatile boolean down;

    ControlledIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        String body = switch (path) {
            case "/.well-known/openid-configuration" ->
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
            case "/keys" -> new JWKSet(published).toString(false);
            default -> "";
        };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(down ? 503 : body.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI address(String path) {
        return URI.create(issuer() + path);
    }

    OidcSettings settings() {
        return new OidcSettings(issuer(), List.of(AUDIENCE), Optional.empty(), Optional.empty());
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** From now on this key signs, and only this one is published. */
    void publish(RSAKey next) {
        key = next;
        published = List.of(next.toPublicJWK());
    }

    /** Publishes another key beside the one that signs, just as it is. */
    void publishAlso(JWK other) {
        published = List.of(key.toPublicJWK(), other);
    }

    RSAKey key() {
        return key;
    }

    /** What was asked for at {@code path} so far. */
    long asked(String path) {
        return requests.stream().filter(path::equals).count();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A right token, after {@code changes}. */
    String token(Consumer<JWTClaimsSet.Builder> changes) {
        return sign(
                key(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key().getKeyID())
                        .build(),
                changes);
    }

    String sign(RSAKey key, JWSHeader header, Consumer<JWTClaimsSet.Builder> changes) {
        SignedJWT jwt = new SignedJWT(header, claims(changes));
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("buyer")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
        changes.accept(claims);
        return claims.build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
