package dev.souk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Secret;
import dev.souk.model.WebhookEndpointId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final SigningSecret PUBLISHED = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] PAYLOAD = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The vector that the specification's own libraries are tested with. */
    @Test
    void the_published_message_gets_the_published_signature() {
        assertThat(Signatures.header(List.of(PUBLISHED), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, PAYLOAD))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void two_secrets_make_two_signatures_with_a_space_in_between() {
        SigningSecret other = SigningSecret.make(new SecureRandom());
        String one = Signatures.header(List.of(PUBLISHED), "msg_1", AT, PAYLOAD);
        String two = Signatures.header(List.of(other), "msg_1", AT, PAYLOAD);
        assertThat(Signatures.header(List.of(PUBLISHED, other), "msg_1", AT, PAYLOAD))
                .isEqualTo(one + " " + two);
    }

    @Test
    void a_new_secret_has_32_bytes_in_the_form_that_libraries_take_and_prints_as_nothing() {
        SigningSecret secret = SigningSecret.make(new SecureRandom());
        assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(secret.key()).hasSize(32);
        assertThat(secret).hasToString("[secret]");
    }

    @Test
    void a_sealed_secret_opens_for_its_endpoint_and_under_its_key_alone() {
        SecretSeal seal = new SecretSeal(new Secret("one"));
        WebhookEndpointId mine = new WebhookEndpointId(new UUID(1, 1));
        WebhookEndpointId other = new WebhookEndpointId(new UUID(1, 2));
        SealedSecret sealed = seal.seal(mine, PUBLISHED, new SecureRandom());
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("MfKQ9r8");
        assertThat(seal.open(mine, sealed)).contains(PUBLISHED);
        assertThat(seal.open(other, sealed)).isEmpty();
        assertThat(new SecretSeal(new Secret("two")).open(mine, sealed)).isEmpty();
    }
}
