package dev.souk.webhooks;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import dev.souk.webhooks.resending.Resend;
import dev.souk.webhooks.resending.ResendOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations on deliveries: what endpoints were told, and telling them again. */
final class DeliveryRoutes {
    private static final int WEIGHT = 400;

    private final Resend resending;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final SellerStores stores;
    private final Cursors cursors;

    DeliveryRoutes(WebhooksRuntime runtime) {
        this.resending = runtime.resend();
        this.endpoints = Endpoints.in(runtime.database());
        this.deliveries = Deliveries.in(runtime.database());
        this.stores = SellerStores.in(runtime.database());
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listWebhookDeliveries", this::listWebhookDeliveries)
                .on("getWebhookDelivery", this::getWebhookDelivery)
                .on("redeliverWebhook", this::redeliverWebhook)
                .on("testWebhookEndpoint", this::testWebhookEndpoint);
    }

    private HttpResponse listWebhookDeliveries(HttpRequest request) {
        int limit = Cursors.limit(request);
        Deliveries.Filter filter = new Deliveries.Filter(
                parameter(request, "state", "must be pending, delivered, failed or not_sent", DeliveryState::parse),
                parameter(request, "event_type", "must be a type of event", SellerEventType::parse));
        WebhookEndpointId endpoint = EndpointRoutes.id(request);
        if (!mayAct(request, endpoint)) {
            throw notFor(request, endpoint);
        }
        String list = "deliveries of " + endpoint.text();
        Optional<WebhookDeliveryId> before = cursors.read(request, list).flatMap(WebhookDeliveryId::parse);
        List<DeliveryView> found = deliveries.of(endpoint, filter, before, limit + 1).stream()
                .map(DeliveryView::of)
                .toList();
        return Page.of(
                        found,
                        limit,
                        _ -> WEIGHT,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private static <T> Optional<T> parameter(
            HttpRequest request, String name, String must, Function<String, Optional<T>> parse) {
        return request.query(name)
                .map(text -> parse.apply(text)
                        .orElseThrow(() -> new Refused(Problem.field(400, "invalid_parameter", name, must))));
    }

    private HttpResponse getWebhookDelivery(HttpRequest request) {
        Delivery delivery = deliveries
                .find(id(request))
                .filter(found -> mayAct(request, found.endpoint()))
                .orElseThrow(() -> notFor(request, id(request)));
        return HttpResponse.ok(new DeliveryView.Detail(
                DeliveryView.of(delivery),
                deliveries.payload(delivery.event()),
                deliveries.attempts(delivery.id()).stream()
                        .map(DeliveryView.AttemptView::of)
                        .toList()));
    }

    private HttpResponse redeliverWebhook(HttpRequest request) {
        return switch (resending.again(request.seller(), id(request))) {
            case ResendOutcome.UnderWay(Delivery delivery) -> HttpResponse.ok(DeliveryView.of(delivery));
            case ResendOutcome.NotFound _ -> throw notFor(request, id(request));
            case ResendOutcome.Disabled _ -> throw disabled();
        };
    }

    private HttpResponse testWebhookEndpoint(HttpRequest request) {
        return switch (resending.test(request.seller(), EndpointRoutes.id(request))) {
            case ResendOutcome.UnderWay(Delivery delivery) ->
                HttpResponse.created("/v1/webhook-deliveries/" + delivery.id().text(), DeliveryView.of(delivery));
            case ResendOutcome.NotFound _ -> throw notFor(request, EndpointRoutes.id(request));
            case ResendOutcome.Disabled _ -> throw disabled();
        };
    }

    private boolean mayAct(HttpRequest request, WebhookEndpointId endpoint) {
        return endpoints
                .find(endpoint)
                .filter(found -> stores.may(request.seller(), found.store()))
                .isPresent();
    }

    private static WebhookDeliveryId id(HttpRequest request) {
        return request.pathId("webhook_delivery_id", "webhook delivery", WebhookDeliveryId::parse);
    }

    private Refused notFor(HttpRequest request, WebhookEndpointId endpoint) {
        return request.notFor(endpoints.role(endpoint, request.caller().id()), "webhook endpoint");
    }

    private Refused notFor(HttpRequest request, WebhookDeliveryId id) {
        return request.notFor(
                deliveries
                        .find(id)
                        .flatMap(delivery -> endpoints.role(
                                delivery.endpoint(), request.caller().id())),
                "webhook delivery");
    }

    private static Refused disabled() {
        return new Refused(
                Problem.of(409, "webhook_endpoint_disabled", "The webhook endpoint is disabled: enable it first."));
    }
}
