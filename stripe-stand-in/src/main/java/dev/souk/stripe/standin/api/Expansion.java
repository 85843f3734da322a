package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.payment.BalanceTransaction;
import dev.souk.stripe.standin.payment.Charge;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.Dispute;
import dev.souk.stripe.standin.payment.MoneyJson;
import dev.souk.stripe.standin.payment.PaymentIntent;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.Refund;
import dev.souk.stripe.standin.payment.Transfer;
import dev.souk.stripe.standin.store.Records;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code expand[]=payment_intent.latest_charge}: ids in an answer give way to the objects they name. */
final class Expansion {
    private static final Set<String> EXPANDABLE = Set.of(
            "line_items",
            "payment_intent",
            "latest_charge",
            "customer",
            "payment_method",
            "data",
            "charge",
            "refunds",
            "balance_transaction",
            "failure_balance_transaction",
            "source",
            "source_transaction",
            "transfer",
            "reversals",
            "destination_payment");
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
        } else if (name.equals("refunds") && value.isMissingNode() && isCharge(object)) {
            object.set("refunds", refunds(object.path("id").asString(""), records));
            expand(object.path("refunds"), rest, records);
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

    private static boolean isCharge(ObjectNode object) {
        return object.path("object").asString("").equals("charge");
    }

    private static ObjectNode refunds(String charge, Records records) {
        return new Listing(10, null, null)
                .page(
                        "/v1/charges/" + charge + "/refunds",
                        records.of(Refund.class, charge),
                        Refund::id,
                        MoneyJson::refund);
    }

    private Optional<ObjectNode> object(String id, Records records) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "pi" -> records.find(PaymentIntent.class, id).map(json::intent);
            case "ch", "py" -> records.find(Charge.class, id).map(json::charge);
            case "txn" -> records.find(BalanceTransaction.class, id).map(json::balanceTransaction);
            case "re", "pyr" -> records.find(Refund.class, id).map(MoneyJson::refund);
            case "du" -> records.find(Dispute.class, id).map(MoneyJson::dispute);
            case "tr" -> records.find(Transfer.class, id).map(MoneyJson::transfer);
            default -> Optional.empty();
        };
    }
}
