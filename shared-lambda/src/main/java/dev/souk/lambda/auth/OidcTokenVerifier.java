package dev.souk.lambda.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a token against its issuer (OpenID Connect Core 3.1.3.7, RFC 8725): signed by a key of the issuer's JWKS with an algorithm
 * of the list, for us, and not over. Nothing in a token says where keys come from.
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
    /** As long as the column that keeps it, and as OpenID Connect allows (Core 2). */
    private static final int LONGEST_SUBJECT = 255;

    private final OidcSettings settings;
    private final Clock clock;
    private final IssuerKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor;

    public OidcTokenVerifier(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = new IssuerKeys(settings, clock);
        this.processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(new Claims());
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
            JWTClaimsSet claims = processor.process(jwt, null);
            if (!isForUs(claims)) {
                return new Verdict.Rejected("another audience");
            }
            String subject = claims.getSubject();
            if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
                return new Verdict.Rejected("a subject that is none");
            }
            return new Verdict.Genuine(caller(claims, subject));
        } catch (RateLimitReachedException e) {
            return keys.areKnown() ? new Verdict.Rejected("an unknown key") : new Verdict.CannotTell(e);
        } catch (KeySourceException e) {
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

    private Caller caller(JWTClaimsSet claims, String subject) throws ParseException {
        return new Caller(
                UserId.of(settings.issuer(), subject),
                settings.issuer(),
                subject,
                Optional.ofNullable(claims.getStringClaim("email")).flatMap(EmailAddress::parse),
                isTrue(claims.getClaim("email_verified")),
                Optional.ofNullable(claims.getStringClaim("name")),
                settings.admins()
                        .filter(claim -> claim.isSaidBy(claims.getClaim(claim.name())))
                        .isPresent(),
                Optional.empty());
    }

    /** Cognito writes it as a string. */
    private static boolean isTrue(@Nullable Object claim) {
        return claim != null && "true".equals(claim.toString());
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
