package dev.souk.lambda.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.lambda.config.Environment;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import dev.souk.test.HandClock;
import dev.souk.test.RealServices;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token has to say, on an issuer as people run it. */
class TokenClaimsTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    private final HandClock clock = HandClock.now();
    private final OidcTokenVerifier verifier =
            new OidcTokenVerifier(OidcSettings.from(Environment.of(RealServices.issuerVariables())), clock);

    @Test
    void a_good_token_says_who_calls() {
        Caller caller = genuine(ISSUER.tokenFor("seller"));

        assertThat(caller.subject()).isEqualTo("seller");
        assertThat(caller.issuer()).isEqualTo(ISSUER.issuer().toString());
        assertThat(caller.id())
                .isEqualTo(UserId.of(ISSUER.issuer().toString(), "seller"))
                .isNotEqualTo(genuine(ISSUER.tokenFor("buyer")).id());
        assertThat(caller.email()).contains(new EmailAddress("seller@example.com"));
        assertThat(caller.emailVerified()).isTrue();
        assertThat(caller.name()).contains("Seller");
        assertThat(caller.toString()).isEqualTo(caller.id().text());
    }

    @Test
    void a_token_that_is_over_is_refused_a_minute_of_skew_allowed() {
        String token = ISSUER.token(claims -> expires(claims, Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10).plusSeconds(50));
        genuine(token);
        clock.advance(Duration.ofSeconds(20));
        refused(token);
    }

    @Test
    void a_token_that_is_not_valid_yet_is_refused() {
        refused(ISSUER.token(
                claims -> claims.notBeforeTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))));
        genuine(ISSUER.token(
                claims -> claims.notBeforeTime(Date.from(clock.instant().plus(Duration.ofSeconds(30))))));
    }

    @Test
    void a_token_that_never_ends_is_refused() {
        refused(ISSUER.token(claims -> claims.expirationTime(null)));
    }

    @Test
    void a_token_for_another_audience_is_refused_and_one_for_several_is_not() {
        refused(ISSUER.token(claims -> claims.audience("another-shop")));
        refused(ISSUER.token(claims -> claims.audience(List.of("another-shop", "souk2"))));
        refused(ISSUER.token(claims -> claims.audience("Souk")));
        genuine(ISSUER.token(claims -> claims.audience(List.of("another-shop", "souk"))));
    }

    @Test
    void a_token_without_audience_is_for_its_client_as_cognitos_access_tokens_are() {
        genuine(ISSUER.token(claims -> cognito(claims, "souk")));
        refused(ISSUER.token(claims -> cognito(claims, "another-app")));
        refused(ISSUER.token(claims -> claims.audience((String) null)));
        refused(ISSUER.token(claims -> claims.audience("another-shop").claim("client_id", "souk")));
    }

    /** As Cognito's documentation shows one. */
    @Test
    void an_identity_token_of_cognitos_is_for_its_client_and_says_where_its_owner_is_reached() {
        Caller caller = genuine(ISSUER.token(claims -> claims.audience("souk")
                .claim("token_use", "id")
                .claim("cognito:username", "7d8ca528-4931-4254-9273-ea5ee853f271")
                .claim("auth_time", 1_700_000_000)
                .claim("email", "shop@souk.example")
                .claim("email_verified", true)));
        assertThat(caller.email())
                .hasValueSatisfying(address -> assertThat(address.value()).isEqualTo("shop@souk.example"));
        assertThat(caller.emailVerified()).isTrue();
        refused(ISSUER.token(claims -> claims.audience("another-app").claim("token_use", "id")));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        refused(ISSUER.token(claims -> claims.issuer("https://issuer.example")));
        refused(ISSUER.token(claims -> claims.issuer(ISSUER.issuer() + "/")));
        refused(ISSUER.token(claims -> claims.issuer(null)));
    }

    @Test
    void a_token_for_nobody_is_refused() {
        refused(ISSUER.token(claims -> claims.subject(null)));
        refused(ISSUER.token(claims -> claims.subject("")));
        refused(ISSUER.token(claims -> claims.subject("  ")));
        refused(ISSUER.token(claims -> claims.subject("x".repeat(256))));
    }

    @Test
    void an_address_that_is_none_is_left_out_and_one_not_checked_says_so() {
        Caller caller =
                genuine(ISSUER.token(claims -> claims.claim("email", "nobody").claim("email_verified", false)));
        assertThat(caller.email()).isEmpty();
        assertThat(caller.emailVerified()).isFalse();
        assertThat(genuine(ISSUER.token(claims -> claims.claim("email_verified", "true")))
                        .emailVerified())
                .isTrue();
        assertThat(genuine(ISSUER.token(claims -> claims.claim("email_verified", null)))
                        .emailVerified())
                .isFalse();
    }

    @Test
    void several_audiences_can_be_ours() {
        OidcTokenVerifier two = new OidcTokenVerifier(
                OidcSettings.from(Environment.of(Map.of(
                        "OIDC_ISSUER", ISSUER.issuer().toString(),
                        "OIDC_AUDIENCE", "web, souk",
                        "OIDC_JWKS_URI", ISSUER.jwks().toString()))),
                clock);
        assertThat(two.check(ISSUER.tokenFor("buyer"))).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void whoever_the_chosen_claim_says_it_of_is_an_admin_be_it_a_text_or_a_list() {
        assertThat(genuine(ISSUER.tokenFor("admin")).isAdmin()).isTrue();
        assertThat(genuine(ISSUER.tokenFor("seller")).isAdmin()).isFalse();
        // Cognito's groups, a namespaced claim of Auth0's, a single text.
        for (String claim : List.of("cognito:groups", "https://souk.example/roles", "role")) {
            OidcTokenVerifier chosen = choosing(claim);
            for (Object said : List.of("admins", List.of("buyers", "admins"))) {
                assertThat(admin(chosen, ISSUER.token(claims -> claims.claim(claim, said))))
                        .as(claim + " " + said)
                        .isTrue();
            }
            for (Object said : List.of(
                    "admin",
                    "Admins",
                    "buyers admins",
                    "",
                    true,
                    7,
                    List.of(),
                    List.of("buyers"),
                    List.of(List.of("admins")),
                    Map.of("admins", true))) {
                assertThat(admin(chosen, ISSUER.token(claims -> claims.claim(claim, said))))
                        .as(claim + " " + said)
                        .isFalse();
            }
            assertThat(admin(chosen, ISSUER.token(claims -> claims.claim(claim, null))))
                    .isFalse();
        }
    }

    @Test
    void where_no_claim_was_chosen_nobody_is_an_admin_and_half_a_choice_is_none() {
        Map<String, String> variables = new HashMap<>(RealServices.issuerVariables());
        variables.remove("OIDC_ADMIN_VALUE");
        assertThatThrownBy(() -> OidcSettings.from(Environment.of(variables))).hasMessageContaining("OIDC_ADMIN_VALUE");
        variables.remove("OIDC_ADMIN_CLAIM");
        OidcTokenVerifier nobody = new OidcTokenVerifier(OidcSettings.from(Environment.of(variables)), clock);
        assertThat(admin(nobody, ISSUER.tokenFor("admin"))).isFalse();
    }

    private OidcTokenVerifier choosing(String claim) {
        Map<String, String> variables = new HashMap<>(RealServices.issuerVariables());
        variables.put("OIDC_ADMIN_CLAIM", claim);
        variables.put("OIDC_ADMIN_VALUE", "admins");
        return new OidcTokenVerifier(OidcSettings.from(Environment.of(variables)), clock);
    }

    private static boolean admin(OidcTokenVerifier verifier, String token) {
        return ((Verdict.Genuine) verifier.check(token)).caller().isAdmin();
    }

    private static void cognito(JWTClaimsSet.Builder claims, String client) {
        claims.audience((String) null).claim("client_id", client).claim("token_use", "access");
    }

    private void expires(JWTClaimsSet.Builder claims, Duration after) {
        claims.expirationTime(Date.from(clock.instant().plus(after)));
    }

    private Caller genuine(String token) {
        assertThat(verifier.check(token)).isInstanceOf(Verdict.Genuine.class);
        return ((Verdict.Genuine) verifier.check(token)).caller();
    }

    private void refused(String token) {
        assertThat(verifier.check(token)).isInstanceOf(Verdict.Rejected.class);
    }
}
