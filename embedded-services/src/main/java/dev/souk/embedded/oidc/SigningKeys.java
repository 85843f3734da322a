package dev.souk.embedded.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.token.KeyProvider;

/**
 * The one key that signs at a time, named {@code souk-1}, {@code souk-2} and so on. The first ones ship with the server and
 * are the same at every start, so a token outlives a restart; they are as public as that makes them.
 */
final class SigningKeys extends KeyProvider {
    private final AtomicInteger generation = new AtomicInteger(1);

    /** What is asked for is the issuer's name, which the server takes for the key's. */
    @Override
    public JWK signingKey(String issuerId) {
        return super.signingKey("souk-" + generation.get());
    }

    RSAKey current() {
        return signingKey(EmbeddedIssuer.ISSUER_ID).toRSAKey();
    }

    void rotate() {
        generation.incrementAndGet();
    }
}
