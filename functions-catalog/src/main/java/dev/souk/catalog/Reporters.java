package dev.souk.catalog;

import dev.souk.lambda.config.Secret;
import dev.souk.model.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells those apart who report things. Network addresses are kept as no more than a keyed hash: they are personal, and few enough to be tried. */
public final class Reporters {
    private final SecretKeySpec key;

    Reporters(Secret secret) {
        this.key = new SecretKeySpec(("reporter:" + secret.reveal()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** @param address where they are, as API Gateway saw it; looked at only of those who have not signed in */
    Reporter of(Optional<UserId> user, Optional<String> address) {
        return new Reporter(
                hash(user.map(id -> "user " + id.text()).orElseGet(() -> "address " + address.orElse(""))), user);
    }

    private byte[] hash(String who) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(who.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
