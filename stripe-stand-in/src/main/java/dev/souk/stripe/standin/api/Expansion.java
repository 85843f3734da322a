package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.payment.Charge;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentIntent;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.store.Records;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code expand[]=payment_intent.latest_charge}: ids in an answer give way to the objects they name. */
final class Expansion {
    private static final Set<String> EXPANDABLE =
            Set.of("line_items", "payment_intent", "latest_charge", "customer", "payment_method", "data");
    private static final int DEEPEST = 4;

    private final List<List<String>> paths;
    private final PaymentJson json;

    private Expansion(List<List<String>> paths, PaymentJson json) {
        this.paths = paths;
        this.json = json;
    }

    /** What a request asks for; names that stand for no object are refused. */
    static Expansion of(Params params, PaymentJson json) {
        List<List<String>> paths = params.texts("expand").stream()
                .map(path -> List.of(path.split("\\.", -1)))
                .toList();
        for (List<String> path : paths) {
            if (path.size() > DEEPEST || !EXPANDABLE.containsAll(path)) {
                throw new InvalidRequest(
                        null, "expand", "This property cannot be expanded (" + String.join(".", path) + ").");
            }
        }
        return new Expansion(paths, json);
    }

    ObjectNode in(ObjectNode answer, Records records) {
        paths.forEach(path -> expand(answer, path, records));
        return answer;
    }

    private void expand(JsonNode node, List<String> path, Records records) {
        if (path.isEmpty() || !(node instanceof ObjectNode object)) {
            return;
        }
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        JsonNode value = object.path(name);
        if (name.equals("data")) {
            value.forEach(item -> expand(item, rest, records));
        } else if (name.equals("line_items") && value.isMissingNode()) {
            lineItems(object, records).ifPresent(items -> object.set("line_items", items));
        } else if (value.isString()) {
            object(value.stringValue(), records).ifPresent(found -> {
                object.set(name, found);
                expand(found, rest, records);
            });
        } else {
            expand(value, rest, records);
        }
    }

    private Optional<ObjectNode> lineItems(ObjectNode session, Records records) {
        return records.find(CheckoutSession.class, session.path("id").asString(""))
                .map(found -> SessionOperations.lineItems(found, json));
    }

    private Optional<ObjectNode> object(String id, Records records) {
        if (id.startsWith("pi_")) {
            return records.find(PaymentIntent.class, id).map(json::intent);
        }
        return records.find(Charge.class, id).map(json::charge);
    }
}
