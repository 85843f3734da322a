package dev.souk.lambda.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.test.HandClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where keys come from, how often, and what happens when they cannot be had. */
class IssuerKeysTest {
    private final ControlledIssuer issuer = new ControlledIssuer();
    private final HandClock clock = HandClock.now();
    private final OidcTokenVerifier verifier = new OidcTokenVerifier(issuer.settings(), clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void nothing_is_fetched_before_the_first_token_and_then_once_for_many() throws Exception {
        assertThat(issuer.asked("/keys")).isZero();
        String token = issuer.token(_ -> {});
        List<Callable<Verdict>> checks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            checks.add(() -> verifier.check(token));
        }
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (Future<Verdict> verdict : pool.invokeAll(checks)) {
                assertThat(verdict.get()).isInstanceOf(Verdict.Genuine.class);
            }
        }
        assertThat(issuer.asked("/.well-known/openid-configuration")).isEqualTo(1);
        assertThat(issuer.asked("/keys")).isEqualTo(1);
    }

    @Test
    void keys_whose_address_is_configured_are_not_looked_for() {
        OidcTokenVerifier configured = new OidcTokenVerifier(
                new OidcSettings(
                        issuer.issuer(), List.of("souk"), Optional.empty(), Optional.of(issuer.address("/keys"))),
                clock);
        assertThat(configured.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.Genuine.class);
        assertThat(issuer.asked("/.well-known/openid-configuration")).isZero();
    }

    @Test
    void a_key_that_is_new_is_fetched_and_one_that_is_gone_no_longer_counts() {
        String old = issuer.token(_ -> {});
        genuine(old);
        issuer.publish(ControlledIssuer.key("second"));
        genuine(issuer.token(_ -> {}));
        assertThat(issuer.asked("/keys")).isEqualTo(2);
        assertThat(verifier.check(old)).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void a_flood_of_unknown_keys_does_not_become_a_flood_at_the_issuer() {
        genuine(issuer.token(_ -> {}));
        RSAKey stranger = ControlledIssuer.key("stranger");
        for (int i = 0; i < 200; i++) {
            String forged = issuer.sign(
                    stranger,
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("unknown-" + i)
                            .build(),
                    _ -> {});
            assertThat(verifier.check(forged)).isInstanceOf(Verdict.Rejected.class);
        }
        assertThat(issuer.asked("/keys")).isLessThanOrEqualTo(6);
        genuine(issuer.token(_ -> {}));
    }

    @Test
    void an_issuer_that_is_down_says_nothing_about_a_token_however_often_it_is_asked() {
        issuer.goDown();
        String token = issuer.token(_ -> {});
        for (int i = 0; i < 20; i++) {
            assertThat(verifier.check(token)).isInstanceOf(Verdict.CannotTell.class);
        }
        assertThat(issuer.asked("/.well-known/openid-configuration")).isLessThan(3);
    }

    @Test
    void keys_that_cannot_be_had_say_nothing_about_a_token_however_often_they_are_asked_for() {
        OidcTokenVerifier noDiscovery = new OidcTokenVerifier(
                new OidcSettings(
                        issuer.issuer(), List.of("souk"), Optional.empty(), Optional.of(issuer.address("/keys"))),
                clock);
        issuer.goDown();
        for (int i = 0; i < 20; i++) {
            assertThat(noDiscovery.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
        }
        assertThat(issuer.asked("/keys")).isLessThanOrEqualTo(6);
    }

    @Test
    void an_issuer_that_comes_back_is_found_without_a_restart() {
        issuer.goDown();
        assertThat(verifier.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
        issuer.comeBack();
        clock.advance(Duration.ofSeconds(3));
        genuine(issuer.token(_ -> {}));
    }

    @Test
    void keys_that_are_known_outlast_the_issuers_outage() {
        String token = issuer.token(_ -> {});
        genuine(token);
        issuer.goDown();
        genuine(token);
        assertThat(verifier.check(issuer.token(claims -> claims.audience("another-shop"))))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void in_an_outage_an_unknown_key_is_neither_good_nor_bad() {
        genuine(issuer.token(_ -> {}));
        issuer.goDown();
        issuer.publish(ControlledIssuer.key("second"));
        for (int i = 0; i < 10; i++) {
            assertThat(verifier.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
        }
    }

    @Test
    void a_discovery_document_that_is_nonsense_or_another_issuers_is_an_outage_and_not_an_error() {
        for (String path : List.of("/keys", "/nothing", "/.well-known")) {
            OidcTokenVerifier misled = new OidcTokenVerifier(
                    new OidcSettings(issuer.issuer() + path, List.of("souk"), Optional.empty(), Optional.empty()),
                    clock);
            assertThat(misled.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
        }
        OidcTokenVerifier nowhere = new OidcTokenVerifier(
                new OidcSettings("not a url", List.of("souk"), Optional.empty(), Optional.empty()), clock);
        assertThat(nowhere.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
        OidcTokenVerifier noWeb = new OidcTokenVerifier(
                new OidcSettings(
                        issuer.issuer(),
                        List.of("souk"),
                        Optional.empty(),
                        Optional.of(URI.create("file:/etc/hostname"))),
                clock);
        assertThat(noWeb.check(issuer.token(_ -> {}))).isInstanceOf(Verdict.CannotTell.class);
    }

    private void genuine(String token) {
        assertThat(verifier.check(token)).isInstanceOf(Verdict.Genuine.class);
    }
}
