package dev.souk.lambda.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.test.RealServices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody may try who does not have the issuer's key. */
class ForgedTokensTest {
    private static final RSAKey STRANGER = ControlledIssuer.key("first");

    private final ControlledIssuer issuer = new ControlledIssuer();
    private final OidcTokenVerifier verifier = new OidcTokenVerifier(issuer.settings(), Clock.systemUTC());

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void the_issuers_own_signature_is_taken_by_any_algorithm_of_the_list() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            genuine(issuer.sign(issuer.key(), header(algorithm), _ -> {}));
        }
        genuine(issuer.sign(
                issuer.key(),
                new JWSHeader.Builder(header(JWSAlgorithm.RS256))
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                _ -> {}));
    }

    @Test
    void an_unsigned_token_is_refused_however_it_spells_none() {
        String plain = new PlainJWT(issuer.claims(_ -> {})).serialize();
        refused(plain);
        String payload = plain.split("\\.", -1)[1];
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String head = encode("{\"alg\":\"" + none + "\",\"kid\":\"first\"}");
            refused(head + "." + payload + ".");
            refused(head + "." + payload + ".AA");
            refused(head + "." + payload);
        }
    }

    @Test
    void the_public_key_used_as_a_shared_secret_is_refused() throws JOSEException {
        for (byte[] secret : List.of(
                issuer.key().toRSAPublicKey().getEncoded(),
                pem(issuer.key()).getBytes(StandardCharsets.UTF_8),
                issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT token = new SignedJWT(header(JWSAlgorithm.HS256), issuer.claims(_ -> {}));
            token.sign(new MACSigner(secret));
            refused(token.serialize());
        }
    }

    @Test
    void a_shared_secret_is_not_used_even_when_the_issuer_publishes_one() throws JOSEException {
        OctetSequenceKey secret =
                new OctetSequenceKeyGenerator(256).keyID("shared").generate();
        issuer.publishAlso(secret);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("shared").build(), issuer.claims(_ -> {}));
        token.sign(new MACSigner(secret));
        refused(token.serialize());
        genuine(issuer.token(_ -> {}));
    }

    @Test
    void a_key_that_is_for_encryption_does_not_sign() throws JOSEException {
        RSAKey encrypts = new RSAKeyGenerator(2048)
                .keyID("encrypts")
                .keyUse(KeyUse.ENCRYPTION)
                .generate();
        issuer.publishAlso(encrypts.toPublicJWK());
        refused(issuer.sign(
                encrypts,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("encrypts").build(),
                _ -> {}));
    }

    @Test
    void a_key_on_an_elliptic_curve_signs_as_well() throws JOSEException {
        ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        issuer.publishAlso(curve.toPublicJWK());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), issuer.claims(_ -> {}));
        token.sign(new ECDSASigner(curve));
        genuine(token.serialize());
    }

    @Test
    void a_key_that_the_token_brings_or_points_to_is_not_used() {
        long before = issuer.asked("/stranger");
        JWSHeader.Builder base = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("stranger");
        refused(issuer.sign(STRANGER, base.jwk(STRANGER.toPublicJWK()).build(), _ -> {}));
        refused(issuer.sign(
                STRANGER,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("first")
                        .jwk(STRANGER.toPublicJWK())
                        .jwkURL(issuer.address("/stranger"))
                        .x509CertURL(issuer.address("/stranger"))
                        .build(),
                _ -> {}));
        assertThat(issuer.asked("/stranger")).isEqualTo(before);
    }

    @Test
    void a_strangers_key_under_the_issuers_key_id_is_refused() {
        refused(issuer.sign(STRANGER, header(JWSAlgorithm.RS256), _ -> {}));
        assertThat(verifierOfRealIssuer().check(RealServices.issuer().tokenSignedByAStranger("seller")))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void a_token_changed_by_one_character_is_refused() {
        String token = issuer.token(_ -> {});
        genuine(token);
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        refused(parts[0] + "." + encode(claims.replace("buyer", "boyer")) + "." + parts[2]);
        char flipped = parts[2].charAt(10) == 'A' ? 'B' : 'A';
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10) + flipped + parts[2].substring(11));
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
    }

    @Test
    void a_header_that_says_it_must_be_understood_and_is_not_is_refused() {
        refused(issuer.sign(
                issuer.key(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("first")
                        .criticalParams(Set.of("souk"))
                        .customParam("souk", true)
                        .build(),
                _ -> {}));
    }

    @Test
    void a_token_of_another_kind_is_refused() {
        refused(issuer.sign(
                issuer.key(),
                new JWSHeader.Builder(header(JWSAlgorithm.RS256))
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                _ -> {}));
    }

    @Test
    void a_token_of_more_than_8_kib_is_refused_unread() {
        String token = issuer.token(claims -> claims.claim("padding", "x".repeat(8 * 1024)));
        refused(token);
        assertThat(issuer.asked("/keys")).isZero();
    }

    @Test
    void garbage_is_refused_and_never_throws() {
        for (String garbage : List.of(
                "",
                ".",
                "..",
                "...",
                "....",
                "a.b.c",
                "\u0000",
                "é.é.é",
                "null",
                "{}.{}.{}",
                encode("{\"alg\":\"RS256\"}") + "..",
                encode("[]") + "." + encode("[]") + ".AA",
                encode("{\"alg\":5}") + "." + encode("{}") + ".AA",
                encode("{\"alg\":\"RS256\",\"kid\":{}}") + "." + encode("{}") + ".AA",
                encode("{\"alg\":\"RS256\",\"crit\":[]}") + "." + encode("{}") + ".AA",
                encode("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\"}}") + "." + encode("{}") + ".AA",
                encode("{".repeat(3000)) + "." + encode("[".repeat(1500)) + ".AA",
                encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}") + ".AA.AA.AA.AA")) {
            refused(garbage);
        }
        Random random = new Random(7);
        String token = issuer.token(_ -> {});
        for (int i = 0; i < 500; i++) {
            StringBuilder broken = new StringBuilder(token);
            for (int changes = 0; changes <= random.nextInt(4); changes++) {
                broken.setCharAt(random.nextInt(broken.length()), (char) (32 + random.nextInt(95)));
            }
            if (!broken.toString().equals(token)) {
                verifier.check(broken.toString());
            }
        }
    }

    private static OidcTokenVerifier verifierOfRealIssuer() {
        return new OidcTokenVerifier(
                OidcSettings.from(dev.souk.lambda.config.Environment.of(RealServices.issuerVariables())),
                Clock.systemUTC());
    }

    private static JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID("first").build();
    }

    private static String pem(RSAKey key) throws JOSEException {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void genuine(String token) {
        assertThat(verifier.check(token)).isInstanceOf(Verdict.Genuine.class);
    }

    private void refused(String token) {
        assertThat(verifier.check(token)).isInstanceOf(Verdict.Rejected.class);
    }
}
