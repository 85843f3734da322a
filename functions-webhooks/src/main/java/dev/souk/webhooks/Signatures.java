package dev.souk.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures by Standard Webhooks: HMAC-SHA256 of id, time and payload with dots in between, as {@code v1,<base64>}; several with spaces in between,
 * while a receiver may know us by either of two secrets (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md).
 */
public final class Signatures {
    private Signatures() {}

    /**
     * The value of {@code webhook-signature}.
     *
     * @param id the value of {@code webhook-id}
     * @param at the value of {@code webhook-timestamp}, in whole seconds since 1970
     */
    public static String header(List<SigningSecret> secrets, String id, Instant at, byte[] payload) {
        return secrets.stream()
                .map(secret -> "v1," + signature(secret, id, at, payload))
                .collect(Collectors.joining(" "));
    }

    private static String signature(SigningSecret secret, String id, Instant at, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
