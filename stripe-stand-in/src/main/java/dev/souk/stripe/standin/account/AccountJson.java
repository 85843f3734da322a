package dev.souk.stripe.standin.account;

import dev.souk.stripe.standin.json.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts and links as Stripe shows them. What is not asked for by {@code include} is null. */
public final class AccountJson {
    /** What {@code include} may name. */
    public static final Set<String> PARTS = Set.of(
            "configuration.customer",
            "configuration.merchant",
            "configuration.recipient",
            "defaults",
            "future_requirements",
            "identity",
            "requirements");

    private AccountJson() {}

    public static ObjectNode account(ConnectedAccount account, Set<String> include) {
        ObjectNode json = Json.object().put("id", account.id()).put("object", "v2.core.account");
        json.set("applied_configurations", Json.texts(List.of("recipient")));
        json.put("closed", false);
        part(json, "configuration", include.contains("configuration.recipient"), () -> configuration(account));
        json.put("contact_email", account.contactEmail())
                .put("created", account.created().toString())
                .put("dashboard", account.dashboard());
        part(json, "defaults", include.contains("defaults"), AccountJson::defaults);
        json.put("display_name", account.displayName());
        part(json, "future_requirements", include.contains("future_requirements"), () -> requirements(List.of()));
        part(json, "identity", include.contains("identity"), () -> Json.object().put("country", account.country()));
        json.put("livemode", false);
        json.set("metadata", Json.map(account.metadata()));
        part(json, "requirements", include.contains("requirements"), () -> requirements(account.requirements()));
        return json;
    }

    /** @param base where the stand-in listens */
    public static ObjectNode link(OnboardingLink link, String base) {
        ObjectNode json = Json.object()
                .put("object", "v2.core.account_link")
                .put("account", link.account())
                .put("created", link.created().toString())
                .put("expires_at", link.expiresAt().toString())
                .put("livemode", false)
                .put("url", base + "/setup/" + link.id());
        ObjectNode onboarding = json.putObject("use_case")
                .put("type", "account_onboarding")
                .putObject("account_onboarding")
                .put("return_url", link.returnUrl())
                .put("refresh_url", link.refreshUrl());
        onboarding.set("configurations", Json.texts(List.of("recipient")));
        return json;
    }

    private static void part(ObjectNode json, String name, boolean asked, Supplier<JsonNode> value) {
        Json.put(json, name, asked ? value.get() : null);
    }

    private static ObjectNode configuration(ConnectedAccount account) {
        ObjectNode configuration = Json.nulls(Json.object(), "customer", "merchant");
        ObjectNode transfers = configuration
                .putObject("recipient")
                .put("applied", true)
                .putObject("capabilities")
                .putObject("stripe_balance")
                .putObject("stripe_transfers")
                .put("status", account.transfers().text());
        ConnectedAccount.StatusDetail detail = account.details();
        transfers.set(
                "status_details",
                Json.array(
                        detail == null
                                ? List.of()
                                : List.of(Json.object()
                                        .put("code", detail.code())
                                        .put("resolution", detail.resolution()))));
        return configuration;
    }

    private static ObjectNode defaults() {
        ObjectNode defaults = Json.nulls(Json.object(), "currency", "locales", "profile");
        defaults.putObject("responsibilities")
                .put("fees_collector", "application")
                .put("losses_collector", "application")
                .put("requirements_collector", "stripe");
        return defaults;
    }

    private static ObjectNode requirements(List<Requirement> wanted) {
        ObjectNode json = Json.object();
        json.set(
                "entries",
                Json.array(wanted.stream().map(AccountJson::requirement).toList()));
        if (wanted.isEmpty()) {
            json.putNull("summary");
        } else {
            json.putObject("summary")
                    .putObject("minimum_deadline")
                    .put("status", wanted.getFirst().deadline())
                    .putNull("time");
        }
        return json;
    }

    private static ObjectNode requirement(Requirement wanted) {
        ObjectNode json =
                Json.object().put("awaiting_action_from", wanted.awaiting()).put("description", wanted.description());
        json.set(
                "errors",
                Json.array(
                        wanted.error() == null
                                ? List.of()
                                : List.of(Json.object()
                                        .put("code", wanted.error())
                                        .put("description", wanted.error()))));
        json.putObject("impact")
                .putArray("restricts_capabilities")
                .addObject()
                .put("capability", "stripe_balance.stripe_transfers")
                .put("configuration", "recipient")
                .putObject("deadline")
                .put("status", wanted.deadline());
        json.putObject("minimum_deadline").put("status", wanted.deadline());
        json.putNull("reference");
        json.putArray("requested_reasons").addObject().put("code", "routine_onboarding");
        return json;
    }
}
