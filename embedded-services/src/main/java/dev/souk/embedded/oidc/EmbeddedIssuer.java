package dev.souk.embedded.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.souk.embedded.Ports;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OpenID Connect issuer on 127.0.0.1. Discovery is at {@code <issuer>/.well-known/openid-configuration}; a person signs in
 * at {@code <issuer>/authorize} (code flow, PKCE); a script gets a token by one call:
 *
 * <pre>curl -d grant_type=client_credentials -d client_id=seller -d client_secret=x -d scope=souk $ISSUER/token</pre>
 *
 * or, as anybody, by {@code grant_type=password} with {@code username} and any {@code password}. Tokens are RS256, for the
 * audience {@code souk}, with {@code sub}, {@code email}, {@code email_verified} and {@code name}; a name without an @ gets
 * the address {@code <name>@example.com}. {@code admin} runs the platform, as {@code groups} says.
 */
public final class EmbeddedIssuer implements AutoCloseable {
    public static final String AUDIENCE = "souk";
    /** Who runs the platform: only this name's tokens have {@link #ADMIN_VALUE} in their {@link #ADMIN_CLAIM}. */
    public static final String ADMIN = "admin";

    public static final String ADMIN_CLAIM = "groups";
    public static final String ADMIN_VALUE = "souk-admins";
    static final String ISSUER_ID = "souk";
    static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final int ATTEMPTS = 5;

    private final SigningKeys keys;
    private final IssuerHttpServer server;

    private EmbeddedIssuer(SigningKeys keys, IssuerHttpServer server) {
        this.keys = keys;
        this.server = server;
    }

    /** Starts on the preferred port or the next free one. */
    public static EmbeddedIssuer start(int preferredPort) {
        SigningKeys keys = new SigningKeys();
        IssuerHttpServer server = new IssuerHttpServer();
        OAuth2TokenProvider tokens = new OAuth2TokenProvider(keys, Instant::now);
        OAuth2Config config = new OAuth2Config(true, null, null, false, tokens, Set.of(new PersonTokens()), server);
        OAuth2HttpRequestHandler handler = new OAuth2HttpRequestHandler(config);
        for (int attempt = 1; ; attempt++) {
            try {
                server.start(Ports.choose(preferredPort), handler.getAuthorizationServer());
                return new EmbeddedIssuer(keys, server);
            } catch (UncheckedIOException takenInBetween) {
                if (attempt == ATTEMPTS) {
                    throw takenInBetween;
                }
            }
        }
    }

    /** The {@code iss} of its tokens: {@code http://127.0.0.1:<port>/souk}, without a slash at the end. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + ISSUER_ID);
    }

    public URI jwks() {
        return URI.create(issuer() + "/jwks");
    }

    public int port() {
        return server.port();
    }

    /** What a person of that name would get by signing in; good for an hour. */
    public String tokenFor(String username) {
        return token(claims -> claimsOf(claims, username));
    }

    /**
     * A token for {@code somebody} after the caller's changes to its claims, for what has to be refused: another audience or
     * issuer, a time that is over. Signed by the issuer's own key.
     */
    public String token(Consumer<JWTClaimsSet.Builder> changes) {
        return signed(keys.current(), changes);
    }

    /** A token that is right in every claim and names the issuer's key, but was signed by another. */
    public String tokenSignedByAStranger(String username) {
        try {
            RSAKey stranger =
                    new RSAKeyGenerator(2048).keyID(keys.current().getKeyID()).generate();
            return signed(stranger, claims -> claimsOf(claims, username));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on another key signs, and the JWKS has that one only. */
    public void rotateKeys() {
        keys.rotate();
    }

    @Override
    public void close() {
        server.close();
    }

    private String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> changes) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                .jwtID(UUID.randomUUID().toString());
        claimsOf(claims, "somebody");
        changes.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }

    private static void claimsOf(JWTClaimsSet.Builder claims, String username) {
        claims.subject(username);
        new Person(username).claims().forEach(claims::claim);
    }
}
