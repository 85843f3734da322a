package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.v2.core.EventDestination;
import com.stripe.net.Webhook;
import com.stripe.param.v2.core.EventDestinationCreateParams;
import com.stripe.param.v2.core.EventDestinationCreateParams.EventPayload;
import com.stripe.param.v2.core.EventDestinationCreateParams.Include;
import com.stripe.param.v2.core.EventDestinationRetrieveParams;
import com.stripe.param.v2.core.EventDestinationUpdateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventDestinationsTest {
    private static final String EXPIRED = "checkout.session.expired";

    private final WebhookSink there = new WebhookSink();
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
        there.close();
    }

    @Test
    void one_gets_what_it_asked_for_in_its_version_signed_with_its_secret() throws Exception {
        EventDestination destination = create(snapshots().build(), "k1");
        String secret = destination.getWebhookEndpoint().getSigningSecret();

        shop.standIn.expire(shop.session().getId());
        WebhookSink.Received received = there.next(EXPIRED);

        assertThat(secret).startsWith("whsec_");
        Event event = Webhook.constructEvent(received.payload(), received.signature(), secret, 300, shop.clock);
        assertThat(event.getApiVersion()).isEqualTo("2025-03-31.basil");
        Eventually.until(() -> shop.standIn.events().stream().allMatch(log -> log.delivered()));
        assertThat(there.drain()).isEmpty();
    }

    @Test
    void the_secret_is_shown_once_and_again_to_who_asks_with_the_same_key() throws StripeException {
        EventDestination first = create(snapshots().build(), "k1");
        EventDestination again = create(snapshots().build(), "k1");

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getWebhookEndpoint().getSigningSecret())
                .isEqualTo(first.getWebhookEndpoint().getSigningSecret());
        EventDestination read = retrieve(first.getId());
        assertThat(read.getWebhookEndpoint().getSigningSecret()).isNull();
        assertThat(read.getWebhookEndpoint().getUrl()).isEqualTo(there.url().toString());
        assertThat(shop.stripe.v2().core().eventDestinations().list().getData()).hasSize(1);
        assertThat(shop.stripe.v1().webhookEndpoints().list().getData())
                .extracting("id")
                .doesNotContain(first.getId());
    }

    @Test
    void thin_events_of_accounts_go_to_a_destination_for_these_and_no_other_does() throws Exception {
        create(snapshots().build(), "k1");
        create(
                destination(EventPayload.THIN)
                        .addEnabledEvent("v2.core.account.created")
                        .addEventsFrom("@self")
                        .addEventsFrom("@accounts")
                        .build(),
                "k2");

        AccountsTest.openAt(shop, "sto_1");

        assertThat(there.next("v2.core.account.created").payload()).contains("\"object\": \"v2.core.event\"");
        assertThat(there.drain()).isEmpty();
    }

    @Test
    void one_moves_and_goes() throws Exception {
        EventDestination destination = create(snapshots().build(), "k1");
        shop.stripe
                .v2()
                .core()
                .eventDestinations()
                .update(
                        destination.getId(),
                        EventDestinationUpdateParams.builder()
                                .setName("moved")
                                .addEnabledEvent("charge.refunded")
                                .setWebhookEndpoint(EventDestinationUpdateParams.WebhookEndpoint.builder()
                                        .setUrl("https://elsewhere.example/hook")
                                        .build())
                                .build());
        EventDestination moved = retrieve(destination.getId());
        assertThat(moved.getName()).isEqualTo("moved");
        assertThat(moved.getEnabledEvents()).containsExactly("charge.refunded");
        assertThat(moved.getWebhookEndpoint().getUrl()).isEqualTo("https://elsewhere.example/hook");

        shop.stripe.v2().core().eventDestinations().delete(destination.getId());

        assertThatThrownBy(() -> retrieve(destination.getId()))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
        assertThatThrownBy(() -> shop.stripe.v2().core().eventDestinations().delete(destination.getId()))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
    }

    @Test
    void a_destination_of_one_kind_takes_no_events_of_the_other() {
        assertThatThrownBy(() -> create(
                        destination(EventPayload.THIN).addEnabledEvent(EXPIRED).build(), "k1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(EXPIRED);
        assertThatThrownBy(() -> create(
                        destination(EventPayload.SNAPSHOT)
                                .addEnabledEvent("v2.core.account.created")
                                .build(),
                        "k2"))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> create(snapshots().addEventsFrom("@nobody").build(), "k3"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("events_from");
    }

    private EventDestinationCreateParams.Builder snapshots() {
        return destination(EventPayload.SNAPSHOT)
                .addEnabledEvent(EXPIRED)
                .setSnapshotApiVersion("2025-03-31.basil")
                .addEventsFrom("@self");
    }

    private EventDestinationCreateParams.Builder destination(EventPayload payload) {
        return EventDestinationCreateParams.builder()
                .setName("hook")
                .setType(EventDestinationCreateParams.Type.WEBHOOK_ENDPOINT)
                .setEventPayload(payload)
                .addInclude(Include.WEBHOOK_ENDPOINT__SIGNING_SECRET)
                .addInclude(Include.WEBHOOK_ENDPOINT__URL)
                .setWebhookEndpoint(EventDestinationCreateParams.WebhookEndpoint.builder()
                        .setUrl(there.url().toString())
                        .build());
    }

    private EventDestination create(EventDestinationCreateParams params, String key) throws StripeException {
        return shop.stripe.v2().core().eventDestinations().create(params, Shop.key(key));
    }

    private EventDestination retrieve(String id) throws StripeException {
        return shop.stripe
                .v2()
                .core()
                .eventDestinations()
                .retrieve(
                        id,
                        EventDestinationRetrieveParams.builder()
                                .addInclude(EventDestinationRetrieveParams.Include.WEBHOOK_ENDPOINT__URL)
                                .build());
    }
}
