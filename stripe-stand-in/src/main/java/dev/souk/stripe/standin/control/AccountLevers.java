package dev.souk.stripe.standin.control;

import dev.souk.stripe.standin.account.AccountJson;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.TransfersStatus;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The levers of connected accounts. */
final class AccountLevers {
    static final List<String> LEVERS = List.of(
            "GET /_stand-in/accounts",
            "POST /_stand-in/accounts/{id}/fill-in {\"account_number\": \"000123456789\", \"legal_name\": \"…\"}",
            "POST /_stand-in/accounts/{id}/transfers {\"status\": \"restricted\", \"requirement\": \"…\"}",
            "POST /_stand-in/accounts/{id}/payout {\"amount\": 1250, \"currency\": \"usd\", \"failure_code\": \"account_closed\"}");

    private final Control control;

    AccountLevers(Control control) {
        this.control = control;
    }

    JsonNode list() {
        return Json.array(control.accounts().stream()
                .map(account -> AccountJson.account(account, AccountJson.PARTS))
                .toList());
    }

    /** Pulls a lever; empty when there is none of that name. */
    Optional<Reply> pull(String lever, String id, JsonNode body) {
        return switch (lever) {
            case "accounts/fill-in" ->
                done(control.fillInAccount(
                        id,
                        new OnboardingForm(
                                body.path("legal_name").asString("Ada Seller"),
                                body.path("account_number").asString(OnboardingForm.ACCEPTED))));
            case "accounts/transfers" ->
                done(control.setTransfers(
                        id, TransfersStatus.of(body.path("status").asString("")), text(body.path("requirement"))));
            case "accounts/payout" ->
                done(control.payOut(
                        id,
                        body.path("amount").asLong(1250),
                        body.path("currency").asString("usd"),
                        text(body.path("failure_code"))));
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> done(boolean found) {
        return Optional.of(
                found
                        ? Reply.json(200, Json.object().put("ok", true))
                        : Reply.json(404, Json.object().put("error", "no such account")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
