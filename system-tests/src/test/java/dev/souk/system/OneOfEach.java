package dev.souk.system;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import dev.souk.lambda.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Requests made from the contract, for tests of every operation there is. What stands in their paths is a seller's and a buyer's; a path parameter
 * that there is nothing for fails the test until somebody gives it something here.
 */
final class OneOfEach {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private final Target souk = Target.it();
    private final Map<?, ?> contract = new Yaml().load(Contract.text());
    private final Map<String, String> inPaths = new HashMap<>();
    /** Whose all that is sold is. */
    final String sellersToken;
    /** Whose the purchase is, and its order. */
    final String buyersToken;
    /** Who runs the platform. */
    final String adminsToken = souk.token("admin");
    /** The seller's store, and who else works there. */
    final Crew crew;

    private final Shop shop = new Shop();

    OneOfEach() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        sellersToken = shop.token;
        Buyer buyer = new Buyer();
        buyersToken = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(product, buyersToken);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        // Drafts are their owners' alone, where a published product is everybody's to read.
        String draft = shop.draft("Another book", 700);
        inPaths.put("store", shop.slug);
        inPaths.put("product_id", draft);
        inPaths.put("product_slug", "another-book");
        announceFile();
        inPaths.put("variant_id", shop.variant(draft, "Team licence", 4900));
        inPaths.put("order_id", order.text("id"));
        inPaths.put(
                "purchase_id",
                souk.call("GET", "/v1/purchases")
                        .bearer(buyersToken)
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString());
        inPaths.put(
                "review_id",
                souk.call("PUT", "/v1/purchases/" + inPaths.get("purchase_id") + "/review")
                        .bearer(buyersToken)
                        .json("{\"rating\": 5}")
                        .ok(201)
                        .text("id"));
        inPaths.put(
                "discount_id",
                souk.call("POST", "/v1/stores/" + shop.slug + "/discounts")
                        .bearer(shop.token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json("{\"code\": \"MATRIX\", \"percent_basis_points\": 1000}")
                        .ok(201)
                        .text("id"));
        crew = new Crew(souk, shop);
        inPaths.put("user_id", "usr_00000000000000000000000000");
        inPaths.put(
                "invitation_id",
                crew.invites("guest-" + Shop.unique() + "@example.com", "editor")
                        .text("id"));
        makeWebhook();
        inPaths.put(
                "access_token_id",
                souk.call("POST", "/v1/me/access-tokens")
                        .bearer(shop.token)
                        .json("{\"name\": \"Matrix\", \"scopes\": [\"profile:read\"]}")
                        .ok(201)
                        .text("id"));
        inPaths.put(
                "customer_id",
                souk.call("GET", "/v1/stores/" + shop.slug + "/customers")
                        .bearer(shop.token)
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString());
        inPaths.put(
                "export_id",
                souk.call("POST", "/v1/stores/" + shop.slug + "/exports")
                        .bearer(shop.token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json("{}")
                        .ok(201)
                        .text("id"));
        inPaths.put(
                "report_id",
                souk.call("POST", "/v1/reports")
                        .bearer(buyersToken)
                        .json("{\"subject\": \"" + product + "\", \"reason\": \"spam\", \"text\": \"Again\"}")
                        .ok(201)
                        .text("id"));
        // Disputes take days to come about: nobody's is as good as another's.
        inPaths.put("dispute_id", "dsp_00000000000000000000000000");
    }

    /** Of whom what is in the operation's path is. */
    String tokenFor(Operation operation) {
        String path = operation.pathTemplate();
        if (operation.admin()) {
            return adminsToken;
        }
        return path.startsWith("/v1/purchases") || path.equals("/v1/orders/{order_id}") ? buyersToken : sellersToken;
    }

    /** Whether it has to say which version it is an edit of. */
    boolean isEdit(Operation operation) {
        return operation.method().equals("PATCH") || hasParameter(operation, "If-Match");
    }

    /** Whether the contract gives it a parameter of this name. */
    boolean hasParameter(Operation operation, String name) {
        return written(operation).get("parameters") instanceof List<?> parameters
                && parameters.stream()
                        .map(each -> map(each))
                        .map(each -> each.get("$ref") == null
                                ? each
                                : map(map(map(contract.get("components")).get("parameters"))
                                        .get(String.valueOf(each.get("$ref")).replace("#/components/parameters/", ""))))
                        .anyMatch(each -> name.equals(each.get("name")));
    }

    private void makeWebhook() {
        inPaths.put(
                "webhook_endpoint_id",
                souk.call("POST", "/v1/stores/" + shop.slug + "/webhook-endpoints")
                        .bearer(shop.token)
                        .json("{\"url\": \"https://nowhere.invalid\", \"event_types\": [\"sale.completed\"]}")
                        .ok(201)
                        .json()
                        .path("endpoint")
                        .path("id")
                        .asString());
        inPaths.put(
                "webhook_delivery_id",
                souk.call("POST", "/v1/webhook-endpoints/" + inPaths.get("webhook_endpoint_id") + "/test")
                        .bearer(shop.token)
                        .ok(201)
                        .text("id"));
    }

    /** In parts, so that what is asked about parts is there to be asked. */
    private void announceFile() {
        inPaths.put(
                "file_id",
                souk.call("POST", "/v1/products/" + inPaths.get("product_id") + "/files")
                        .bearer(shop.token)
                        .json("""
                                {"name": "draft.zip", "size": 20000000, "content_type": "application/zip", "upload": "in_parts"}""")
                        .ok(201)
                        .text("file", "id"));
    }

    /** Whoever may give an upload up has given it up: there is another for the operations after that. */
    private void announceFileAnew() {
        Reply still = souk.call(
                        "GET",
                        "/v1/products/" + inPaths.get("product_id") + "/files/" + inPaths.get("file_id") + "/parts")
                .bearer(shop.token)
                .made();
        if (still.status() == 404) {
            announceFile();
        }
    }

    /** Whoever may remove an endpoint has removed it: there is another for the operations after that. */
    private void makeWebhookAnew() {
        Reply still = souk.call("GET", "/v1/webhook-endpoints/" + inPaths.get("webhook_endpoint_id"))
                .bearer(shop.token)
                .made();
        if (still.status() == 404) {
            makeWebhook();
        }
    }

    /** Its path, with what there is not. */
    String nobodysPath(Operation operation) {
        return path(operation)
                .replaceAll("_[0-9a-hjkmnp-tv-z]{26}", "_00000000000000000000000000")
                .replaceFirst("/stores/[^/]+", "/stores/nobodys-store");
    }

    /** Its path, with what there is. */
    String path(Operation operation) {
        if (operation.pathTemplate().contains("{webhook_")) {
            makeWebhookAnew();
        }
        if (operation.pathTemplate().contains("{file_id}")) {
            announceFileAnew();
        }
        Matcher parameter = PARAMETER.matcher(operation.pathTemplate());
        return parameter.replaceAll(found -> {
            String value = inPaths.get(found.group(1));
            if (value == null) {
                throw new AssertionError("this test has nothing for " + found.group(1) + ": make one");
            }
            return value;
        });
    }

    /** The contract's first example of a body, or nothing where the operation takes none. */
    String body(Operation operation) {
        Map<?, ?> written = written(operation);
        Map<?, ?> examples =
                map(map(map(map(written.get("requestBody")).get("content")).get("application/json"))
                        .get("examples"));
        if (examples.isEmpty()) {
            return "";
        }
        Map<?, ?> example = map(examples.values().iterator().next());
        Object reference = example.get("$ref");
        if (reference != null) {
            String name = String.valueOf(reference).replace("#/components/examples/", "");
            example = map(map(map(contract.get("components")).get("examples")).get(name));
        }
        return Json.write(map(example.get("value")));
    }

    private Map<?, ?> written(Operation operation) {
        return map(map(map(contract.get("paths")).get(operation.pathTemplate()))
                .get(operation.method().toLowerCase(Locale.ROOT)));
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
