package dev.souk.embedded.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/**
 * What stands in a token: with the password grant the user name is the person, with client credentials the client id is.
 * Who came by the sign-in page has been named by {@link IssuerHttpServer} already.
 */
final class PersonTokens implements OAuth2TokenCallback {
    @Override
    public String issuerId() {
        return EmbeddedIssuer.ISSUER_ID;
    }

    @Override
    public String subject(TokenRequest request) {
        return namedIn(request).map(Person::username).orElse("somebody");
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
        return List.of(EmbeddedIssuer.AUDIENCE);
    }

    /** What stands here wins over what the sign-in page gave, so it must be silent about those. */
    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        return namedIn(request).map(Person::claims).orElse(Map.of());
    }

    @Override
    public long tokenExpiry() {
        return EmbeddedIssuer.TOKEN_LIFE.toSeconds();
    }

    private static Optional<Person> namedIn(TokenRequest request) {
        AuthorizationGrant grant = request.getAuthorizationGrant();
        if (grant instanceof ResourceOwnerPasswordCredentialsGrant password) {
            return Optional.of(new Person(password.getUsername()));
        }
        if (grant instanceof ClientCredentialsGrant && request.getClientAuthentication() != null) {
            return Optional.of(
                    new Person(request.getClientAuthentication().getClientID().getValue()));
        }
        return Optional.empty();
    }
}
