package dev.souk.purchases.payment;

import com.stripe.Stripe;
import com.stripe.net.Webhook;
import dev.souk.lambda.json.Json;
import dev.souk.purchases.Order;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An event as Stripe sends it, to be bent by a test. */
final class StripeEvent {
    private final Map<String, Object> event = new HashMap<>();
    private final Map<String, Object> session = new HashMap<>();

    private StripeEvent(String type, Order order) {
        event.put("id", "evt_" + UUID.randomUUID());
        event.put("object", "event");
        event.put("api_version", Stripe.API_VERSION);
        event.put("type", type);
        event.put("data", Map.of("object", session));
        session.put("id", "cs_test_1");
        session.put("client_reference_id", order.id().text());
        session.put("payment_status", "paid");
        session.put("amount_subtotal", order.total().amount());
        session.put("amount_total", order.total().amount());
        session.put("total_details", Map.of("amount_discount", 0, "amount_shipping", 0, "amount_tax", 0));
        session.put("currency", order.total().currency().name().toLowerCase(Locale.ROOT));
        session.put("payment_intent", "pi_1");
    }

    static StripeEvent of(String type, Order order) {
        return new StripeEvent("checkout.session." + type, order);
    }

    StripeEvent with(String field, Object value) {
        session.put(field, value);
        return this;
    }

    StripeEvent withEnvelope(String field, Object value) {
        event.put(field, value);
        return this;
    }

    String body() {
        return Json.write(event);
    }

    static Map<String, String> signed(String body, String secret, Instant at) {
        try {
            return Map.of(
                    "Stripe-Signature", Webhook.Signature.generateSignatureHeader(body, secret, at.getEpochSecond()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
