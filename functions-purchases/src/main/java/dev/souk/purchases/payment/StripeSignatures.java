package dev.souk.purchases.payment;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.queue.QueueMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Tells Stripe's own messages from forged and replayed ones. The signature is checked on the raw bytes; its age against the moment the
 * queue took the message, not the moment it is handled: a retry or a redrive is late by nature.
 */
final class StripeSignatures {
    /** stripe-java bounds the past; the future, which it lets pass, is bounded here. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<Secret> secrets;

    /** @param secrets any of them will do, so that one can be replaced under traffic */
    StripeSignatures(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** @throws PaymentEventRefused when the message is not Stripe's, too old or from the future */
    void check(QueueMessage message) {
        String header = message.attribute("Stripe-Signature")
                .orElseThrow(() -> new PaymentEventRefused("a message without a signature"));
        if (signedAt(header).isAfter(message.sentAt().plus(TOLERANCE))) {
            throw new PaymentEventRefused("a signature from the future");
        }
        SignatureVerificationException last = null;
        for (Secret secret : secrets) {
            try {
                Webhook.Signature.verifyHeader(
                        message.body(),
                        header,
                        secret.reveal(),
                        TOLERANCE.toSeconds(),
                        Clock.fixed(message.sentAt(), ZoneOffset.UTC));
                return;
            } catch (SignatureVerificationException e) {
                last = e;
            }
        }
        throw new PaymentEventRefused(
                "a signature that is not Stripe's or is too old",
                last == null ? new IllegalStateException("no secret is configured") : last);
    }

    private static Instant signedAt(String header) {
        for (String part : header.split(",", -1)) {
            if (part.startsWith("t=")) {
                try {
                    return Instant.ofEpochSecond(Long.parseLong(part.substring(2)));
                } catch (NumberFormatException | java.time.DateTimeException e) {
                    throw new PaymentEventRefused("a signature with a broken time", e);
                }
            }
        }
        throw new PaymentEventRefused("a signature without a time");
    }
}
