package dev.souk.lambda.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.souk.lambda.json.Json;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a token against its issuer (OpenID Connect Core 3.1.3.7, RFC 8725): signed by a key of the issuer's JWKS with an algorithm
 * of the list, for us, and not over. The keys are fetched at the first token, kept for a quarter of an hour, and fetched again at a
 * key id that is not among them. Nothing in a token says where keys come from.
 */
public final class OidcTokenVerifier implements TokenVerifier {
    /** Asymmetric ones only: with a shared key, whoever can check could also sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int LONGEST = 8 * 1024;
    private static final int SKEW_SECONDS = 60;
    private static final int HTTP_MILLIS = 3_000;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final Duration KEEP_KEYS = Duration.ofMinutes(15);
    private static final Duration WAIT_FOR_KEYS = Duration.ofSeconds(5);
    /** How often, at most, a token with an unknown key may send us to the issuer. */
    private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final Clock clock;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(HTTP_MILLIS, HTTP_MILLIS, LARGEST_DOCUMENT);
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public OidcTokenVerifier(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Verdict check(String token) {
        if (token.length() > LONGEST) {
            return new Verdict.Rejected("longer than " + LONGEST);
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            return new Verdict.Rejected("not a signed JWT");
        }
        try {
            JWTClaimsSet claims = ready().process(jwt, null);
            if (!isForUs(claims)) {
                return new Verdict.Rejected("another audience");
            }
            return new Verdict.Genuine(caller(claims));
        } catch (RateLimitReachedException e) {
            return new Verdict.Rejected("an unknown key");
        } catch (KeySourceException e) {
            return e.getCause() instanceof RateLimitReachedException
                    ? new Verdict.Rejected("an unknown key")
                    : new Verdict.CannotTell(e);
        } catch (IOException e) {
            return new Verdict.CannotTell(e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            return new Verdict.Rejected(e.getClass().getSimpleName());
        }
    }

    private boolean isForUs(JWTClaimsSet claims) throws ParseException {
        List<String> audience = claims.getAudience();
        if (!audience.isEmpty()) {
            return audience.stream().anyMatch(settings.audiences()::contains);
        }
        String client = claims.getStringClaim("client_id");
        return client != null && settings.audiences().contains(client);
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        return new Caller(
                UserId.of(settings.issuer(), subject),
                settings.issuer(),
                subject,
                Optional.ofNullable(claims.getStringClaim("email")).flatMap(EmailAddress::parse),
                isTrue(claims.getClaim("email_verified")),
                Optional.ofNullable(claims.getStringClaim("name")));
    }

    /** Cognito writes it as a string. */
    private static boolean isTrue(@Nullable Object claim) {
        return claim != null && "true".equals(claim.toString());
    }

    private DefaultJWTProcessor<SecurityContext> ready() throws IOException {
        DefaultJWTProcessor<SecurityContext> made = processor;
        if (made == null) {
            synchronized (this) {
                made = processor;
                if (made == null) {
                    made = processor();
                    processor = made;
                }
            }
        }
        return made;
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
        made.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys()));
        made.setJWTClaimsSetVerifier(new Claims());
        return made;
    }

    private JWKSource<SecurityContext> keys() throws IOException {
        URL url = (settings.jwks().isPresent() ? settings.jwks().get() : discovered()).toURL();
        return JWKSourceBuilder.<SecurityContext>create(url, http)
                .cache(KEEP_KEYS.toMillis(), WAIT_FOR_KEYS.toMillis())
                .refreshAheadCache(false)
                .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
                .retrying(true)
                .build();
    }

    private URI discovered() throws IOException {
        String base = settings.issuer().endsWith("/")
                ? settings.issuer().substring(0, settings.issuer().length() - 1)
                : settings.issuer();
        URL address = URI.create(base + "/.well-known/openid-configuration").toURL();
        var document = Json.tree(http.retrieveResource(address).getContent());
        if (!settings.issuer().equals(document.path("issuer").asString())) {
            throw new IOException("the discovery document is another issuer's");
        }
        return URI.create(document.path("jwks_uri").asString());
    }

    private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private Claims() {
            super(new JWTClaimsSet.Builder().issuer(settings.issuer()).build(), Set.of("sub", "exp"));
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
