package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.payment.Currencies;
import dev.souk.stripe.standin.payment.LineItem;
import dev.souk.stripe.standin.payment.PaymentIntentData;
import dev.souk.stripe.standin.payment.PaymentMethod;
import dev.souk.stripe.standin.payment.Rules;
import dev.souk.stripe.standin.payment.SessionRequest;
import dev.souk.stripe.standin.store.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code POST /v1/checkout/sessions} and refuses what Stripe refuses. */
final class NewSession {
    private static final long SHORTEST = 30 * 60;
    private static final long LONGEST = 24 * 60 * 60;
    private static final int MOST_ITEMS = 100;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

    private NewSession() {}

    static SessionRequest parse(Params params, Instant now, Ids ids, Rules rules) {
        String mode = params.required("mode");
        if (!mode.equals("payment")) {
            throw new InvalidRequest(null, "mode", "Invalid mode: the stand-in for Stripe does only payment");
        }
        String uiMode = params.text("ui_mode").orElse("hosted_page");
        if (!uiMode.equals("hosted_page")) {
            throw new InvalidRequest(null, "ui_mode", "Invalid ui_mode: the stand-in for Stripe has only hosted_page");
        }
        String successUrl = url(params, "success_url").orElseThrow(() -> params.missing("success_url"));
        boolean tax = automaticTax(params);
        Map<String, String> currencies = new HashMap<>();
        List<LineItem> items = new ArrayList<>();
        for (Params item : params.items("line_items")) {
            items.add(item(item, currencies, ids, tax ? rules : null));
        }
        if (items.isEmpty()) {
            throw params.missing("line_items");
        }
        if (items.size() > MOST_ITEMS) {
            throw new InvalidRequest(null, "line_items", "At most " + MOST_ITEMS + " line items.");
        }
        if (currencies.size() > 1) {
            throw new InvalidRequest(
                    null, "line_items", "All line items of a Checkout Session must have the same currency.");
        }
        String currency = currencies.keySet().iterator().next();
        SessionRequest request = new SessionRequest(
                currency,
                List.copyOf(items),
                params.text("client_reference_id", 200).orElse(null),
                email(params, "customer_email").orElse(null),
                params.metadata(),
                successUrl,
                url(params, "cancel_url").orElse(null),
                expiry(params, now),
                intentData(params),
                methods(params),
                params.oneOf("customer_creation", "if_required", "if_required", "always"),
                params.text("locale", 10).orElse(null),
                params.text("submit_type", 10).orElse(null),
                params.text("billing_address_collection", 10).orElse(null),
                tax);
        checkTotal(request);
        return request;
    }

    private static LineItem item(Params item, Map<String, String> currencies, Ids ids, @Nullable Rules rules) {
        if (item.has("price")) {
            throw new InvalidRequest(
                    "resource_missing",
                    item.name("price"),
                    "No such price: the stand-in for Stripe keeps no prices; use price_data.");
        }
        Params price = item.child("price_data").orElseThrow(() -> item.missing("price_data"));
        String currency = Currencies.known(price, price.required("currency"));
        currencies.put(currency, currency);
        if (!price.has("unit_amount")) {
            throw price.missing("unit_amount");
        }
        long amount = price.count("unit_amount");
        if (amount > Currencies.largestCharge()) {
            throw tooLarge(price.name("unit_amount"), currency);
        }
        Currencies.unevenness(amount, currency).ifPresent(complaint -> {
            throw new InvalidRequest(null, price.name("unit_amount"), complaint);
        });
        if (price.has("product")) {
            throw new InvalidRequest(
                    "resource_missing",
                    price.name("product"),
                    "No such product: the stand-in for Stripe keeps no products; use product_data.");
        }
        Params product = price.child("product_data").orElseThrow(() -> price.missing("product_data"));
        @Nullable String taxBehavior = price.text("tax_behavior").orElse(null);
        price.oneOf("tax_behavior", "unspecified", "unspecified", "inclusive", "exclusive");
        product.text("tax_code");
        product.text("unit_label");
        long quantity = item.has("quantity") ? item.count("quantity") : 0;
        if (quantity < 1) {
            throw item.has("quantity")
                    ? new InvalidRequest(
                            "parameter_invalid_integer",
                            item.name("quantity"),
                            "This value must be greater than or equal to 1.")
                    : item.missing("quantity");
        }
        if (quantity > 999_999) {
            throw new InvalidRequest(
                    "parameter_invalid_integer", item.name("quantity"), "This value must be at most 999999.");
        }
        boolean unsaid = taxBehavior == null || taxBehavior.equals("unspecified");
        boolean included = unsaid ? rules != null && rules.taxInclusive() : "inclusive".equals(taxBehavior);
        long whole = Math.multiplyExact(amount, quantity);
        return new LineItem(
                ids.next("li_1", 23),
                ids.next("price_1", 23),
                ids.next("prod_", 14),
                nonEmpty(product, "name", 1500),
                product.text("description", 1500).orElse(null),
                product.texts("images"),
                amount,
                quantity,
                product.metadata(),
                rules == null ? 0 : rules.taxOn(whole, included, Currencies.step(currency)),
                included,
                taxBehavior);
    }

    private static boolean automaticTax(Params params) {
        Params asked = params.child("automatic_tax").orElseGet(() -> Params.parse(""));
        asked.child("liability").ifPresent(liability -> liability.oneOf("type", "self", "self"));
        return asked.oneOf("enabled", "false", "true", "false").equals("true");
    }

    private static String nonEmpty(Params params, String name, int longest) {
        return params.text(name, longest).orElseThrow(() -> params.missing(name));
    }

    private static void checkTotal(SessionRequest request) {
        String currency = request.currency();
        // 100 items of 999999 times 99999999 fit into a long.
        long total = request.total();
        if (total < Currencies.smallestCharge(currency)) {
            throw new InvalidRequest(
                    "amount_too_small",
                    "line_items",
                    "The Checkout Session's total amount due must add up to at least "
                            + Currencies.format(Currencies.smallestCharge(currency), currency) + " " + currency);
        }
        if (total > Currencies.largestCharge()) {
            throw tooLarge("line_items", currency);
        }
    }

    private static InvalidRequest tooLarge(String param, String currency) {
        return new InvalidRequest(
                "amount_too_large",
                param,
                "Amount must be no more than " + Currencies.format(Currencies.largestCharge(), currency) + " "
                        + currency);
    }

    private static Instant expiry(Params params, Instant now) {
        long created = now.getEpochSecond();
        long expiry = params.integer("expires_at").orElse(created + LONGEST);
        if (expiry < created + SHORTEST) {
            throw new InvalidRequest(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
        }
        if (expiry > created + LONGEST) {
            throw new InvalidRequest(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
        }
        return Instant.ofEpochSecond(expiry);
    }

    private static PaymentIntentData intentData(Params params) {
        Params data = params.child("payment_intent_data").orElseGet(() -> Params.parse(""));
        data.oneOf("capture_method", "automatic_async", "automatic_async", "automatic");
        return new PaymentIntentData(
                data.text("description", 1000).orElse(null),
                data.metadata(),
                email(data, "receipt_email").orElse(null),
                data.text("statement_descriptor", 22).orElse(null),
                data.text("statement_descriptor_suffix", 22).orElse(null),
                data.text("transfer_group", 200).orElse(null));
    }

    private static List<PaymentMethod> methods(Params params) {
        List<String> names = params.texts("payment_method_types");
        if (names.isEmpty()) {
            return List.of(PaymentMethod.values());
        }
        List<PaymentMethod> methods = List.of(PaymentMethod.values()).stream()
                .filter(method -> names.contains(method.stripeName()))
                .toList();
        if (methods.size() != names.size()) {
            throw new InvalidRequest(
                    null,
                    "payment_method_types",
                    "Invalid payment_method_types: the stand-in for Stripe has card and us_bank_account, each once");
        }
        return methods;
    }

    private static Optional<String> email(Params params, String name) {
        Optional<String> email = params.text(name, 512);
        if (email.isPresent() && !EMAIL.matcher(email.get()).matches()) {
            throw new InvalidRequest("email_invalid", params.name(name), "Invalid email address: " + email.get());
        }
        return email;
    }

    /** An absolute http or https address; the template for the session's id may stand in it. */
    private static Optional<String> url(Params params, String name) {
        Optional<String> url = params.text(name, 5000);
        if (url.isPresent() && !isWebAddress(url.get().replace("{CHECKOUT_SESSION_ID}", "id"))) {
            throw new InvalidRequest("url_invalid", params.name(name), "Not a valid URL");
        }
        return url;
    }

    static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
