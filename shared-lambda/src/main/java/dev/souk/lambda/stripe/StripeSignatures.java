package dev.souk.lambda.stripe;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.queue.QueueMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells Stripe's own messages from forged and replayed ones. The signature, {@code t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">}, is
 * checked on the raw bytes; its age against the moment the gateway took the message, not the moment it is handled: a retry or a redrive is
 * late by nature. What is later than that by more than clocks differ is refused like what is older.
 */
public final class StripeSignatures {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String HMAC = "HmacSHA256";

    /** The gateway's attribute: when the request came, in milliseconds since 1970. */
    private static final String RECEIVED_AT = "Received-At";

    private final List<Secret> secrets;

    /** @param secrets any of them will do, so that one can be replaced under traffic */
    public StripeSignatures(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** @throws StripeSignatureRefused when the message is not Stripe's, too old or from the future */
    public void check(QueueMessage message) {
        Header header = Header.parse(message.attribute("Stripe-Signature")
                .orElseThrow(() -> new StripeSignatureRefused("a message without a signature")));
        Instant arrived = arrived(message);
        if (header.signedAt().isAfter(arrived.plus(TOLERANCE))) {
            throw new StripeSignatureRefused("a signature from the future");
        }
        if (header.signedAt().isBefore(arrived.minus(TOLERANCE))) {
            throw new StripeSignatureRefused("a signature that is too old");
        }
        byte[] signed = (header.time() + "." + message.body()).getBytes(StandardCharsets.UTF_8);
        for (Secret secret : secrets) {
            byte[] expected = hmac(secret, signed);
            for (byte[] given : header.signatures()) {
                if (MessageDigest.isEqual(expected, given)) {
                    return;
                }
            }
        }
        throw new StripeSignatureRefused("a signature that is not Stripe's");
    }

    /** As the gateway wrote it down: a queue counts the time anew when a message is redriven from the dead letters. */
    private static Instant arrived(QueueMessage message) {
        Optional<String> written = message.attribute(RECEIVED_AT);
        try {
            return written.isEmpty() ? message.sentAt() : Instant.ofEpochMilli(Long.parseLong(written.get()));
        } catch (NumberFormatException e) {
            throw new StripeSignatureRefused("a message whose time of arrival is no number");
        }
    }

    /** @param time as it was written: it is part of what is signed */
    private record Header(String time, Instant signedAt, List<byte[]> signatures) {
        static Header parse(String header) {
            Optional<String> time = Optional.empty();
            List<byte[]> signatures = new ArrayList<>();
            for (String part : header.split(",", -1)) {
                if (part.startsWith("t=") && time.isEmpty()) {
                    time = Optional.of(part.substring(2));
                } else if (part.startsWith("v1=")) {
                    signature(part.substring(3)).ifPresent(signatures::add);
                }
            }
            String text = time.orElseThrow(() -> new StripeSignatureRefused("a signature without a time"));
            try {
                return new Header(text, Instant.ofEpochSecond(Long.parseLong(text)), signatures);
            } catch (NumberFormatException | DateTimeException e) {
                throw new StripeSignatureRefused("a signature with a broken time");
            }
        }

        private static Optional<byte[]> signature(String hex) {
            try {
                return Optional.of(HexFormat.of().parseHex(hex));
            } catch (IllegalArgumentException notHex) {
                return Optional.empty();
            }
        }
    }

    private static byte[] hmac(Secret secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
