package dev.souk.users.accountevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import dev.souk.lambda.json.Json;
import dev.souk.stripe.setup.Webhook;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A deployment has Stripe send what has a meaning here. */
class ListedEventsTest {
    @Test
    void of_all_events_with_a_snapshot_those_with_a_meaning_are_listed() {
        Set<String> withMeaning = Arrays.stream(EnabledEvent.values())
                .map(EnabledEvent::getValue)
                .filter(type -> !type.equals("*"))
                .filter(type -> !(StripeAccountEvents.read(Json.write(Map.of(
                                "id",
                                "evt_1",
                                "object",
                                "event",
                                "account",
                                "acct_1",
                                "api_version",
                                Webhook.API_VERSION,
                                "created",
                                1,
                                "type",
                                type,
                                "data",
                                Map.of("object", Map.of("id", "po_1")))))
                        instanceof AccountEvent.Nothing))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Webhook.PAYOUTS.types()).containsExactlyInAnyOrderElementsOf(withMeaning);
    }

    @Test
    void each_thin_event_that_is_listed_has_a_meaning() {
        assertThat(Webhook.ACCOUNTS.types())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(StripeAccountEvents.read(Json.write(Map.of(
                                "id",
                                "evt_1",
                                "object",
                                "v2.core.event",
                                "type",
                                type,
                                "related_object",
                                Map.of("type", "v2.core.account", "id", "acct_1")))))
                        .isInstanceOf(AccountEvent.Changed.class));
    }
}
