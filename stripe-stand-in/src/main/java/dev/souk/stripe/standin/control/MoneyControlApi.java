package dev.souk.stripe.standin.control;

import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.payment.Money;
import dev.souk.stripe.standin.payment.MoneyJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The levers of banks and buyers, over HTTP. */
final class MoneyControlApi {
    static final List<String> LEVERS = List.of(
            "POST /_stand-in/refunds {\"payment\": \"pi_… or ch_…\", \"amount\": 500}",
            "POST /_stand-in/refunds/{id}/settle {\"succeeded\": true}",
            "POST /_stand-in/disputes {\"payment\": \"pi_… or ch_…\", \"amount\": 500, \"reason\": \"fraudulent\","
                    + " \"inquiry\": false}",
            "POST /_stand-in/disputes/{id}/escalate",
            "POST /_stand-in/disputes/{id}/review",
            "POST /_stand-in/disputes/{id}/decide {\"won\": true}",
            "GET /_stand-in/destinations/{id}/balances",
            "POST /_stand-in/destinations/{id}/empty-balance",
            "POST /_stand-in/destinations/{id}/cut-off {\"off\": true}");

    private final Money money;

    MoneyControlApi(Money money) {
        this.money = money;
    }

    /** Empty when the lever is none of these. */
    Optional<Reply> read(List<String> path) {
        if (path.size() != 3
                || !path.getFirst().equals("destinations")
                || !path.getLast().equals("balances")) {
            return Optional.empty();
        }
        ObjectNode balances = Json.object();
        money.balancesOf(path.get(1)).forEach(balances::put);
        return Optional.of(Reply.json(200, balances));
    }

    /** Empty when the lever is none of these. */
    Optional<Reply> act(List<String> path, JsonNode body) {
        if (path.size() == 1) {
            return Optional.ofNullable(
                    switch (path.getFirst()) {
                        case "refunds" ->
                            Reply.json(200, MoneyJson.refund(money.refundFromDashboard(payment(body), amount(body))));
                        case "disputes" -> Reply.json(200, Json.object().put("id", opened(body)));
                        default -> null;
                    });
        }
        if (path.size() != 3) {
            return Optional.empty();
        }
        String id = path.get(1);
        return Optional.ofNullable(
                switch (path.getFirst() + "/" + path.getLast()) {
                    case "refunds/settle" ->
                        done(money.settleRefund(id, body.path("succeeded").asBoolean(true)));
                    case "disputes/escalate" -> done(money.escalateInquiry(id));
                    case "disputes/review" -> done(money.reviewDispute(id));
                    case "disputes/decide" ->
                        done(money.decideDispute(id, body.path("won").asBoolean(true)));
                    case "destinations/empty-balance" -> {
                        money.emptyBalance(id);
                        yield done(true);
                    }
                    case "destinations/cut-off" -> {
                        money.cutOff(id, body.path("off").asBoolean(true));
                        yield done(true);
                    }
                    default -> null;
                });
    }

    private String opened(JsonNode body) {
        String reason = body.path("reason").asString("fraudulent");
        return body.path("inquiry").asBoolean(false)
                ? money.openInquiry(payment(body), amount(body), reason)
                : money.openDispute(payment(body), amount(body), reason);
    }

    private static String payment(JsonNode body) {
        return body.path("payment").asString("");
    }

    private static @Nullable Long amount(JsonNode body) {
        if (!body.has("amount")) {
            return null;
        }
        if (!body.path("amount").isIntegralNumber() || body.path("amount").asLong() < 1) {
            throw new IllegalArgumentException("an amount is a whole number from 1, in minor units");
        }
        return body.path("amount").asLong();
    }

    private static Reply done(boolean done) {
        return done
                ? Reply.json(200, Json.object().put("ok", true))
                : Reply.json(409, Json.object().put("error", "nothing with this id that this could be done to"));
    }
}
