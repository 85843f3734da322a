package dev.souk.purchases;

import static dev.souk.test.ApiRequest.request;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.json.Json;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A market whose orders are paid at a stand-in for Stripe, and phrases for buying there. */
final class Buying implements AutoCloseable {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    final Market market = new Market();
    final StripeStandIn stripe;
    private PurchasesHandler handler;

    Buying() {
        RealServices.note("Stripe stand-in");
        stripe = StripeStandIn.start(Options.inMemory());
        market.variables.put("STRIPE_API_BASE", stripe.baseUrl().toString());
        market.variables.put("STRIPE_SECRET_KEY", stripe.secretKey());
        market.variables.put("STRIPE_READ_MILLIS", "400");
        market.variables.put("ORDER_PAGES_PER_SECOND", "100");
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        handler = new PurchasesHandler(market.runtime());
    }

    /** Starts the function anew, with the variables as they are now. */
    void restart() {
        handler = new PurchasesHandler(market.runtime());
    }

    /** What somebody wants, and how they say it. */
    final class Wish {
        private final Map<String, @Nullable Object> body = new HashMap<>();
        private String key = UUID.randomUUID().toString();
        private @Nullable String user;

        private Wish(ProductId... products) {
            List<Map<String, String>> items = new ArrayList<>();
            for (ProductId product : products) {
                items.add(Map.of("product_id", product.text()));
            }
            body.put("items", items);
            body.put("email", "buyer@example.com");
        }

        Wish from(String email) {
            body.put("email", email);
            return this;
        }

        Wish by(String username) {
            user = username;
            return this;
        }

        Wish at(ProductId product, long amount, Currency currency) {
            body.put(
                    "items",
                    List.of(Map.of(
                            "product_id",
                            product.text(),
                            "price",
                            Map.of("amount", amount, "currency", currency.name()))));
            return this;
        }

        /** One of a product's variants. */
        Wish as(ProductId product, VariantId variant) {
            body.put("items", List.of(Map.of("product_id", product.text(), "variant_id", variant.text())));
            return this;
        }

        /** The one product at a price in dollars. */
        Wish at(long amount) {
            if (body.get("items") instanceof List<?> items && items.getFirst() instanceof Map<?, ?> item) {
                Map<Object, Object> priced = new HashMap<>(item);
                priced.put("price", Map.of("amount", amount, "currency", "USD"));
                body.put("items", List.of(priced));
            }
            return this;
        }

        Wish with(String discountCode) {
            body.put("discount_code", discountCode);
            return this;
        }

        Wish again() {
            body.put("buy_again", true);
            return this;
        }

        Wish key(String idempotencyKey) {
            key = idempotencyKey;
            return this;
        }

        ApiAnswer ordered() {
            ApiRequest request =
                    request("POST", "/v1/orders").header("Idempotency-Key", key).json(Json.write(body));
            return (user == null ? request : request.bearer(ISSUER.tokenFor(user))).to(handler);
        }
    }

    Wish wish(ProductId... products) {
        return new Wish(products);
    }

    /** The order as its buyer sees it now. */
    ApiAnswer read(ApiAnswer order) {
        return request("GET", "/v1/orders/{order_id}")
                .path("order_id", order.text("id"))
                .header("Purchase-Token", order.text("purchase_token"))
                .to(handler);
    }

    Order stored(ApiAnswer order) {
        return Orders.in(market.database)
                .find(OrderId.parse(order.text("id")).orElseThrow())
                .orElseThrow();
    }

    /** Has the worker take what is on its queue; how many messages failed. */
    int openPages() {
        return openPages(market.taken("order-requests"), Clock.systemUTC());
    }

    int openPages(List<String> messages, Clock clock) {
        QueueEvent event = new QueueEvent();
        messages.forEach(body -> event.message(UUID.randomUUID().toString(), body));
        return event.to(new OrderRequestsHandler(market.runtime(clock))).size();
    }

    /** The mails of one kind that were sent since the last look at any. */
    List<JsonNode> mails(String kind) {
        return market.emails().stream()
                .filter(mail -> mail.path("kind").asString().equals(kind))
                .toList();
    }

    DiscountId aDiscount(String code, int basisPoints, @Nullable Integer most) {
        return discount(code, basisPoints, null, most);
    }

    DiscountId aDiscount(String code, Money amount) {
        return discount(code, null, amount, null);
    }

    private DiscountId discount(
            String code, @Nullable Integer basisPoints, @Nullable Money amount, @Nullable Integer most) {
        DiscountId id = new DiscountId(UUID.randomUUID());
        Instant now = Instant.now();
        market.database.update(
                """
                INSERT INTO discounts (id, store_id, owner_id, code, percent_basis_points, off_amount, off_currency, max_uses,
                                       starts_at, state, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', 1, ?, ?)
                """,
                id,
                market.store,
                market.seller,
                code,
                basisPoints,
                amount == null ? null : amount.amount(),
                amount == null ? null : amount.currency().name(),
                most,
                now.minusSeconds(60),
                now,
                now);
        return id;
    }

    static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> results = IntStream.range(0, times)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }

    @Override
    public void close() {
        stripe.close();
        market.close();
    }
}
