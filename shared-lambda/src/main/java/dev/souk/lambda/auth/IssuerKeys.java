package dev.souk.lambda.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.priming.Snapshots;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer: found and fetched at the first token, kept for a quarter of an hour (for an hour while the issuer cannot
 * be reached), fetched again at a key id that is not among them, but never often.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int HTTP_MILLIS = 3_000;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final Duration KEEP = Duration.ofMinutes(15);
    private static final Duration KEEP_IN_OUTAGE = Duration.ofHours(1);
    private static final Duration WAIT = Duration.ofSeconds(5);
    /** How often, at most, a token with an unknown key may send us to the issuer. */
    private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(10);
    /** How long nobody looks for an issuer that was not there: it would cost each caller a connect time-out. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final OidcSettings settings;
    private final Clock clock;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(HTTP_MILLIS, HTTP_MILLIS, LARGEST_DOCUMENT);
    private volatile @Nullable JWKSource<SecurityContext> source;
    private volatile boolean lastFetchWorked;
    private Instant missedAt = Instant.EPOCH;

    IssuerKeys(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        // Keys that were good when the snapshot was taken may be none by now.
        Snapshots.before(this::forget);
    }

    private synchronized void forget() {
        source = null;
        lastFetchWorked = false;
        missedAt = Instant.EPOCH;
    }

    /** @throws KeySourceException when the keys cannot be had, so that nothing can be said about a token */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> keys = found().get(selector, context);
        if (keys.isEmpty() && !lastFetchWorked) {
            throw new JWKSetUnavailableException("a key that may be new cannot be had");
        }
        return keys;
    }

    /** True when the issuer has answered at the last fetch: a key that is not among its keys then is none of its keys. */
    boolean areKnown() {
        return lastFetchWorked;
    }

    private JWKSource<SecurityContext> found() throws KeySourceException {
        JWKSource<SecurityContext> known = source;
        return known == null ? find() : known;
    }

    private synchronized JWKSource<SecurityContext> find() throws KeySourceException {
        if (source != null) {
            return source;
        }
        if (clock.instant().isBefore(missedAt.plus(REST))) {
            throw new JWKSetUnavailableException("the issuer could not be reached a moment ago");
        }
        try {
            URL url = (settings.jwks().isPresent() ? settings.jwks().get() : discovered()).toURL();
            JWKSource<SecurityContext> made = source(url);
            source = made;
            return made;
        } catch (IOException | InvalidJson | IllegalArgumentException e) {
            missedAt = clock.instant();
            throw new JWKSetUnavailableException("the issuer's discovery document cannot be had", e);
        }
    }

    private JWKSource<SecurityContext> source(URL url) {
        return JWKSourceBuilder.create(new Fetch(new URLBasedJWKSetSource<>(url, http)))
                .cache(KEEP.toMillis(), WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
                .retrying(true)
                .outageTolerant(KEEP_IN_OUTAGE.toMillis())
                .build();
    }

    /** A question to the issuer, and whether it was answered. */
    private final class Fetch extends JWKSetSourceWrapper<SecurityContext> {
        private Fetch(JWKSetSource<SecurityContext> source) {
            super(source);
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            lastFetchWorked = false;
            JWKSet keys = getSource().getJWKSet(refresh, currentTime, context);
            lastFetchWorked = true;
            return keys;
        }
    }

    private URI discovered() throws IOException {
        String base = settings.issuer().endsWith("/")
                ? settings.issuer().substring(0, settings.issuer().length() - 1)
                : settings.issuer();
        URL address = URI.create(base + "/.well-known/openid-configuration").toURL();
        var document = Json.tree(http.retrieveResource(address).getContent());
        if (!settings.issuer().equals(document.path("issuer").asString(""))) {
            throw new IOException("the discovery document is another issuer's");
        }
        return URI.create(document.path("jwks_uri").asString(""));
    }
}
