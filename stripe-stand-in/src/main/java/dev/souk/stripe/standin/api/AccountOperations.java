package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.account.AccountJson;
import dev.souk.stripe.standin.account.ConnectedAccount;
import dev.souk.stripe.standin.account.ConnectedAccounts;
import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v2/core/accounts}: create, read, list; {@code POST /v2/core/account_links}. JSON in and out. Under an idempotency key
 * errors are replayed as API v1 does it; v2 is kinder than that.
 */
final class AccountOperations {
    private static final String ACCOUNTS = "/v2/core/accounts";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final ConnectedAccounts accounts;
    private final Supplier<String> base;

    /** @param base where the stand-in listens: the onboarding page is there */
    AccountOperations(ConnectedAccounts accounts, Supplier<String> base) {
        this.accounts = accounts;
        this.base = base;
    }

    void addTo(Routes routes) {
        routes.add("POST " + ACCOUNTS, (Operation.Write) this::create)
                .add("GET " + ACCOUNTS, (Operation.Read) this::list)
                .add("GET " + ACCOUNTS + "/{id}", (Operation.Read) this::retrieve)
                .add("POST /v2/core/account_links", (Operation.Write) this::link);
    }

    private Operation.Execution create(Call call) {
        Params params = call.params();
        Set<String> include = include(params);
        Params identity = params.child("identity").orElseThrow(() -> params.missing("identity"));
        String country = identity.required("country").toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new InvalidRequest(
                    "country_unsupported", "identity[country]", "Country '" + country + "' is unknown.");
        }
        identity.oneOf("entity_type", "individual", "company", "government_entity", "individual", "non_profit");
        transfersRequested(params);
        params.child("defaults").ifPresent(AccountOperations::defaults);
        ConnectedAccounts.Application application = new ConnectedAccounts.Application(
                params.text("display_name", 200).orElse(null),
                params.text("contact_email", 254).orElse(null),
                country,
                params.oneOf("dashboard", "none", "express", "full", "none"),
                params.metadata());
        params.nothingElse();
        return transaction ->
                Reply.json(200, AccountJson.account(accounts.open(transaction, application, call.cause()), include));
    }

    /** The stand-in opens accounts for one purpose: to be paid by transfers. */
    private static void transfersRequested(Params params) {
        boolean requested = params.child("configuration")
                .flatMap(configuration -> configuration.child("recipient"))
                .flatMap(recipient -> recipient.child("capabilities"))
                .flatMap(capabilities -> capabilities.child("stripe_balance"))
                .flatMap(balance -> balance.child("stripe_transfers"))
                .map(transfers ->
                        transfers.oneOf("requested", "false", "true", "false").equals("true"))
                .orElse(false);
        if (!requested) {
            throw new InvalidRequest(
                    null,
                    "configuration",
                    "The stand-in opens only accounts that request "
                            + "configuration.recipient.capabilities.stripe_balance.stripe_transfers.");
        }
    }

    private static void defaults(Params defaults) {
        defaults.text("currency");
        defaults.texts("locales");
        defaults.child("responsibilities").ifPresent(responsibilities -> {
            responsibilities.oneOf("fees_collector", "application", "application", "stripe");
            responsibilities.oneOf("losses_collector", "application", "application", "stripe");
        });
        defaults.child("profile").ifPresent(profile -> {
            profile.text("business_url");
            profile.text("doing_business_as");
            profile.text("product_description");
        });
    }

    private Reply retrieve(Call call) {
        Set<String> include = include(call.params());
        call.params().nothingElse();
        return accounts.find(call.id())
                .map(account -> Reply.json(200, AccountJson.account(account, include)))
                .orElseGet(() -> Errors.missingInV2("account", call.id()));
    }

    private Reply list(Call call) {
        Params params = call.params();
        long limit = params.integer("limit").orElse(20L);
        if (limit < 1 || limit > 20) {
            throw new InvalidRequest(null, "limit", "The limit is from 1 to 20.");
        }
        Optional<String> after = params.text("page");
        params.texts("applied_configurations");
        boolean closed = params.oneOf("closed", "false", "true", "false").equals("true");
        params.nothingElse();
        List<ConnectedAccount> all = closed ? List.of() : accounts.newestFirst();
        int from = after.map(
                        id -> all.stream().map(ConnectedAccount::id).toList().indexOf(id) + 1)
                .orElse(0);
        int to = Math.toIntExact(Math.min(all.size(), from + limit));
        ObjectNode page = Json.object();
        page.set(
                "data",
                Json.array(all.subList(from, to).stream()
                        .map(account -> AccountJson.account(account, Set.of()))
                        .toList()));
        page.put(
                "next_page_url",
                to < all.size()
                        ? ACCOUNTS + "?limit=" + limit + "&page="
                                + all.get(to - 1).id()
                        : null);
        return Reply.json(200, page.putNull("previous_page_url"));
    }

    private Operation.Execution link(Call call) {
        Params params = call.params();
        String account = params.required("account");
        Params useCase = params.child("use_case").orElseThrow(() -> params.missing("use_case"));
        String type = useCase.oneOf("type", "", "account_onboarding", "account_update");
        Params page = useCase.child(type).orElseThrow(() -> useCase.missing(type));
        page.texts("configurations");
        page.child("collection_options").ifPresent(options -> {
            options.text("fields");
            options.text("future_requirements");
        });
        String returnUrl = webAddress(page, "return_url", page.required("return_url"));
        Optional<String> refreshUrl = page.text("refresh_url").map(url -> webAddress(page, "refresh_url", url));
        params.nothingElse();
        return transaction -> transaction
                .find(ConnectedAccount.class, account)
                .map(found -> Reply.json(
                        200,
                        AccountJson.link(
                                accounts.link(transaction, account, returnUrl, refreshUrl.orElse(null)), base.get())))
                .orElseGet(() -> Errors.missingInV2("account", account));
    }

    private static String webAddress(Params params, String name, String url) {
        if (!NewSession.isWebAddress(url)) {
            throw new InvalidRequest("url_invalid", params.name(name), "Invalid URL: it has to be absolute.");
        }
        return url;
    }

    private static Set<String> include(Params params) {
        List<String> include = params.texts("include");
        include.stream()
                .filter(part -> !AccountJson.PARTS.contains(part))
                .findFirst()
                .ifPresent(part -> {
                    throw new InvalidRequest(
                            null,
                            "include",
                            "Invalid include: " + part + ". It is one of "
                                    + Arrays.toString(AccountJson.PARTS.toArray()));
                });
        return new HashSet<>(include);
    }
}
