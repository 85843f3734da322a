package dev.souk.stripe.standin.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The {@code Stripe-Signature} header: {@code t=<seconds>,v1=<hex HMAC-SHA256 of "t.payload">}, one v1 per secret. */
public final class Signature {
    private Signature() {}

    public static String header(Instant at, String payload, List<String> secrets) {
        String signed = at.getEpochSecond() + "." + payload;
        return "t=" + at.getEpochSecond()
                + secrets.stream().map(secret -> ",v1=" + hmac(secret, signed)).collect(Collectors.joining());
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
