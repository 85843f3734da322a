package dev.souk.webhooks;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.message.SellerEventType;
import dev.souk.webhooks.posting.Targets;
import dev.souk.webhooks.registering.ChangeEndpoint;
import dev.souk.webhooks.registering.RegisterEndpoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of an endpoint when it is registered or changed. */
final class EndpointBody {
    private EndpointBody() {}

    private record Draft(
            @Nullable String url,
            @Nullable List<String> eventTypes,
            @Nullable String description) {}

    private record Patch(
            @Nullable String url,
            @Nullable List<String> eventTypes,
            @Nullable String description,
            @Nullable String state) {}

    /** Ends the request with 422 naming every field that is wrong. */
    static RegisterEndpoint.Draft draft(HttpRequest request, Targets targets) {
        Draft body = request.json(Draft.class);
        Fields fields = new Fields();
        if (body.url == null) {
            fields.wrong("url", "required", "is required");
        }
        if (body.eventTypes == null) {
            fields.wrong("event_types", "required", "is required");
        }
        Optional<EndpointUrl> url = url(fields, body.url, targets);
        Set<SellerEventType> types = types(fields, body.eventTypes);
        String description = description(fields, body.description).orElse("");
        fields.check();
        return new RegisterEndpoint.Draft(url.orElseThrow(), types, description);
    }

    /** The same for a change, which has to say at least something. */
    static ChangeEndpoint.Patch patch(HttpRequest request, Targets targets) {
        Patch body = request.json(Patch.class);
        Fields fields = new Fields();
        if (body.url == null && body.eventTypes == null && body.description == null && body.state == null) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        ChangeEndpoint.Patch patch = new ChangeEndpoint.Patch(
                url(fields, body.url, targets),
                body.eventTypes == null ? Optional.empty() : Optional.of(types(fields, body.eventTypes)),
                description(fields, body.description),
                fields.find("state", body.state, "be enabled or disabled", EndpointState::parse));
        fields.check();
        return patch;
    }

    private static Optional<EndpointUrl> url(Fields fields, @Nullable String text, Targets targets) {
        Optional<EndpointUrl> url = fields.find(
                "url",
                text,
                "be an https URL at port 443 of at most " + EndpointUrl.LONGEST
                        + " characters, in ASCII, without user, password or #",
                given -> EndpointUrl.parse(given, targets.takePlain()));
        if (url.isPresent() && targets.forbid(url.get().host())) {
            fields.wrong("url", "unsupported", "must not lead to an address that is not public");
        }
        return url;
    }

    private static Set<SellerEventType> types(Fields fields, @Nullable List<String> names) {
        Set<SellerEventType> types = EnumSet.noneOf(SellerEventType.class);
        List<String> given = names == null ? List.of() : names;
        for (int i = 0; i < given.size(); i++) {
            String field = "event_types[" + i + "]";
            Optional<SellerEventType> type = fields.find(
                    field,
                    given.get(i),
                    "be a type of event that can be chosen, such as sale.completed",
                    text -> SellerEventType.parse(text).filter(SellerEventType::isChosen));
            if (type.isPresent() && !types.add(type.get())) {
                fields.wrong(field, "duplicate_item", "must not be named twice");
            }
        }
        if (names != null && names.isEmpty()) {
            fields.wrong("event_types", "too_few", "must name at least one");
        }
        return types;
    }

    private static Optional<String> description(Fields fields, @Nullable String text) {
        return fields.findLine("description", text, 0, Endpoint.LONGEST_DESCRIPTION);
    }
}
