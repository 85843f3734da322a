package dev.souk.purchases.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.purchases.payment.PaymentEvent.Meaning;
import dev.souk.stripe.setup.Webhook;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A deployment has Stripe send what has a meaning here: what is missing in its list would never come, what is too much is paid for nothing. */
class ListedEventsTest {
    /** Has all that any of the events that we read has. */
    private static final Map<String, Object> OBJECT = Map.of(
            "id", "obj_1",
            "client_reference_id", new OrderId(new UUID(1, 2)).text(),
            "payment_status", "paid",
            "payment_intent", "pi_1",
            "currency", "usd",
            "amount_subtotal", 1250,
            "amount_total", 1250,
            "failure_code", "account_closed");

    @Test
    void of_all_events_that_stripe_has_those_with_a_meaning_are_listed() {
        Set<String> withMeaning = Arrays.stream(EnabledEvent.values())
                .map(EnabledEvent::getValue)
                .filter(type -> !type.equals("*"))
                .filter(type -> !(meaning(type) instanceof Meaning.Nothing))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Webhook.PAYMENTS.types()).containsExactlyInAnyOrderElementsOf(withMeaning);
    }

    private static Meaning meaning(String type) {
        return StripeEvents.read(Json.write(Map.of(
                        "id",
                        "evt_1",
                        "object",
                        "event",
                        "api_version",
                        Webhook.API_VERSION,
                        "type",
                        type,
                        "data",
                        Map.of("object", OBJECT))))
                .meaning();
    }
}
