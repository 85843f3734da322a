package dev.souk.webhooks;

import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Members;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.webhooks.posting.Targets;
import dev.souk.webhooks.registering.ChangeEndpoint;
import dev.souk.webhooks.registering.ChangeEndpointOutcome;
import dev.souk.webhooks.registering.RegisterEndpoint;
import dev.souk.webhooks.registering.RegisterEndpointOutcome;
import java.time.Clock;

/** The operations on endpoints: all of them are for members of the store alone. */
final class EndpointRoutes {
    private final RegisterEndpoint registering;
    private final ChangeEndpoint changing;
    private final Endpoints endpoints;
    private final SellerStores stores;
    private final Members members;
    private final Targets targets;
    private final Clock clock;

    EndpointRoutes(WebhooksRuntime runtime) {
        this.registering = runtime.registerEndpoint();
        this.changing = runtime.changeEndpoint();
        this.endpoints = Endpoints.in(runtime.database());
        this.stores = SellerStores.in(runtime.database());
        this.members = new Members(runtime.database());
        this.targets = runtime.targets();
        this.clock = runtime.clock();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listWebhookEndpoints", this::listWebhookEndpoints)
                .on("createWebhookEndpoint", this::createWebhookEndpoint)
                .on("getWebhookEndpoint", this::getWebhookEndpoint)
                .on("updateWebhookEndpoint", this::updateWebhookEndpoint)
                .on("deleteWebhookEndpoint", this::deleteWebhookEndpoint)
                .on("rotateWebhookSecret", this::rotateWebhookSecret);
    }

    private HttpResponse listWebhookEndpoints(HttpRequest request) {
        String slugOrId = request.pathParameter("store");
        StoreId store = stores.find(slugOrId, request.seller()).orElseThrow(() -> notFor(request, slugOrId));
        return HttpResponse.ok(new EndpointView.All(
                endpoints.of(store).stream().map(this::view).toList()));
    }

    private HttpResponse createWebhookEndpoint(HttpRequest request) {
        String store = request.pathParameter("store");
        RegisterEndpoint.Draft draft = EndpointBody.draft(request, targets);
        return switch (registering.register(request.seller(), store, draft)) {
            case RegisterEndpointOutcome.Registered(Endpoint endpoint, SigningSecret secret) ->
                HttpResponse.created(
                                "/v1/webhook-endpoints/" + endpoint.id().text(),
                                new EndpointView.WithSecret(view(endpoint), secret.text()))
                        .version(endpoint.version());
            case RegisterEndpointOutcome.NoSuchStore _ -> throw notFor(request, store);
            case RegisterEndpointOutcome.TooMany _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_webhook_endpoints",
                        "A store has at most " + Endpoint.MOST + " webhook endpoints: remove one first."));
        };
    }

    private HttpResponse getWebhookEndpoint(HttpRequest request) {
        return own(endpoints
                .find(id(request))
                .filter(endpoint -> stores.may(request.seller(), endpoint.store()))
                .orElseThrow(() -> notFor(request, id(request))));
    }

    private HttpResponse updateWebhookEndpoint(HttpRequest request) {
        WebhookEndpointId id = id(request);
        int version = request.ifMatch();
        ChangeEndpoint.Patch patch = EndpointBody.patch(request, targets);
        return answer(request, changing.change(request.seller(), id, version, patch));
    }

    private HttpResponse rotateWebhookSecret(HttpRequest request) {
        return answer(request, changing.rotate(request.seller(), id(request)));
    }

    private HttpResponse answer(HttpRequest request, ChangeEndpointOutcome outcome) {
        return switch (outcome) {
            case ChangeEndpointOutcome.Changed(Endpoint endpoint) -> own(endpoint);
            case ChangeEndpointOutcome.Rotated(Endpoint endpoint, SigningSecret secret) ->
                HttpResponse.ok(new EndpointView.WithSecret(view(endpoint), secret.text()))
                        .version(endpoint.version());
            case ChangeEndpointOutcome.NoSuchEndpoint _ -> throw notFor(request, id(request));
            case ChangeEndpointOutcome.Stale _ -> throw new Refused(Problems.stale());
        };
    }

    private HttpResponse deleteWebhookEndpoint(HttpRequest request) {
        WebhookEndpointId id = id(request);
        if (!changing.remove(request.seller(), id)) {
            throw notFor(request, id);
        }
        return HttpResponse.empty();
    }

    private HttpResponse own(Endpoint endpoint) {
        return HttpResponse.ok(view(endpoint)).version(endpoint.version());
    }

    private EndpointView view(Endpoint endpoint) {
        return EndpointView.of(endpoint, clock.instant());
    }

    /** The endpoint that the path names. */
    static WebhookEndpointId id(HttpRequest request) {
        return request.pathId("webhook_endpoint_id", "webhook endpoint", WebhookEndpointId::parse);
    }

    private Refused notFor(HttpRequest request, WebhookEndpointId id) {
        return request.notFor(endpoints.role(id, request.caller().id()), "webhook endpoint");
    }

    private Refused notFor(HttpRequest request, String store) {
        return request.notFor(members.role(request.caller().id(), store), "store");
    }
}
