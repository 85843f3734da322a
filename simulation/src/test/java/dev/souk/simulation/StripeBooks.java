package dev.souk.simulation;

import dev.souk.lambda.json.Json;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What Stripe has, asked for by its own API. */
record StripeBooks(
        List<JsonNode> charges,
        List<JsonNode> refunds,
        List<JsonNode> disputes,
        List<JsonNode> transfers,
        long balance) {

    static StripeBooks of(StripeStandIn stripe) {
        JsonNode balance = get(stripe, "/v1/balance", "");
        long sum = 0;
        for (String kind : List.of("available", "pending")) {
            for (JsonNode each : balance.path(kind)) {
                sum += each.path("amount").asLong();
            }
        }
        return new StripeBooks(
                list(stripe, "/v1/charges"),
                list(stripe, "/v1/refunds"),
                list(stripe, "/v1/disputes"),
                list(stripe, "/v1/transfers"),
                sum);
    }

    static List<JsonNode> list(StripeStandIn stripe, String path) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = get(stripe, path, "limit=100" + after);
            page.path("data").forEach(all::add);
            if (!page.path("has_more").asBoolean()) {
                return all;
            }
            after = "&starting_after=" + all.getLast().path("id").asString();
        }
    }

    private static JsonNode get(StripeStandIn stripe, String path, String query) {
        Request request = new Request("GET", path, query, Map.of("authorization", "Bearer " + stripe.secretKey()), "");
        if (!(stripe.answer(request) instanceof Reply reply) || reply.status() != 200) {
            throw new IllegalStateException("the stand-in does not answer " + path);
        }
        return Json.tree(reply.body());
    }

    /** The charge of a payment that succeeded: its order, and whether money came in. */
    List<JsonNode> paid() {
        return charges.stream()
                .filter(charge -> charge.path("status").asString().equals("succeeded"))
                .toList();
    }

    static boolean counts(JsonNode refund) {
        String status = refund.path("status").asString();
        return !status.equals("failed") && !status.equals("canceled");
    }

    static boolean isOpen(JsonNode dispute) {
        String status = dispute.path("status").asString();
        return status.equals("needs_response") || status.equals("under_review");
    }

    static boolean isLost(JsonNode dispute) {
        return dispute.path("status").asString().equals("lost");
    }
}
