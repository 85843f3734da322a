package dev.souk.purchases;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.json.Json;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.test.ApiAnswer;
import dev.souk.test.FakeContext;
import dev.souk.test.HandClock;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A market whose orders are paid at the stand-in for Stripe, and whose webhooks go to the worker when they are told to. */
public final class Till implements AutoCloseable {
    public static final String CARD = "4242424242424242";

    public final Market market;
    public final HandClock clock = HandClock.now();
    public final StripeStandIn stripe;
    public final PurchasesHandler api;
    public final PaymentEventsHandler worker;
    public final SettlementHandler settlement;
    private final List<Webhook> waiting = new ArrayList<>();

    /** A signed event on its way. */
    public record Webhook(String body, String signature) {
        public String type() {
            return Json.tree(body).path("type").asString();
        }
    }

    public Till(Market market) {
        this(market, Options.inMemory());
    }

    public Till(Market market, Options options) {
        this.market = market;
        RealServices.note("Stripe stand-in");
        market.database.update(
                "UPDATE stores SET platform_fee_basis_points = ? WHERE id = ?", Market.FEE, market.store);
        this.stripe = StripeStandIn.start(options.withClock(clock)
                .drivenByHand()
                .withRequestsPerSecond(0)
                .withWebhookSink(
                        (body, signature) -> waiting.add(new Webhook(body, signature)), Market.WEBHOOK_SECRET));
        market.variables.put("STRIPE_API_BASE", stripe.baseUrl().toString());
        market.variables.put("STRIPE_SECRET_KEY", stripe.secretKey());
        PurchasesRuntime runtime = market.runtime(clock);
        this.api = new PurchasesHandler(runtime);
        this.worker = new PaymentEventsHandler(runtime);
        this.settlement = new SettlementHandler(runtime);
    }

    /** A guest's order, with its payment page open. */
    public OrderId order(ProductId... products) {
        List<Map<String, String>> items = new ArrayList<>();
        for (ProductId product : products) {
            items.add(Map.of("product_id", product.text()));
        }
        ApiAnswer answer = request("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of("items", items, "email", "buyer@example.com")))
                .to(api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return OrderId.parse(answer.text("id")).orElseThrow();
    }

    /** Asks for a product's file, as whoever holds the order's link. */
    public ApiAnswer download(OrderId order, ProductId product) {
        return download(order, product, market.database, api);
    }

    /** The same of another function on another database. */
    ApiAnswer download(OrderId order, ProductId product, Database database, PurchasesHandler api) {
        String purchase = database.first(
                        "SELECT id FROM purchases WHERE order_id = ? AND product_id = ?",
                        row -> new PurchaseId(row.uuid("id")).text(),
                        order,
                        product)
                .orElseThrow();
        String file = database.first(
                        "SELECT id FROM product_files WHERE product_id = ?",
                        row -> new FileId(row.uuid("id")).text(),
                        product)
                .orElseThrow();
        return request("POST", "/v1/purchases/{purchase_id}/downloads")
                .path("purchase_id", purchase)
                .header("Purchase-Token", market.links().token(order).reveal())
                .json(Json.write(Map.of("file_id", file)))
                .to(api);
    }

    /** Pays an order's page by card. */
    public void pay(OrderId order) {
        stripe.pay(session(order).id(), PaymentForm.card(CARD));
    }

    /** Another page of an order, opened by somebody's hand: both can be paid. */
    public CheckoutSession secondPage(OrderId order, long amount) {
        try {
            String id = client().v1()
                    .checkout()
                    .sessions()
                    .create(SessionCreateParams.builder()
                            .setMode(SessionCreateParams.Mode.PAYMENT)
                            .setClientReferenceId(order.text())
                            .setSuccessUrl("https://souk.example/paid")
                            .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                    .putMetadata("order", order.text())
                                    .build())
                            .addLineItem(SessionCreateParams.LineItem.builder()
                                    .setQuantity(1L)
                                    .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                            .setCurrency("usd")
                                            .setUnitAmount(amount)
                                            .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                                    .setName("By hand")
                                                    .build())
                                            .build())
                                    .build())
                            .build())
                    .getId();
            return stripe.sessions().stream()
                    .filter(session -> session.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private StripeClient client() {
        return StripeClient.builder()
                .setApiKey(stripe.secretKey())
                .setApiBase(stripe.baseUrl().toString())
                .build();
    }

    public CheckoutSession session(OrderId order) {
        // The newest come first; the first of all is the one that the order opened.
        return stripe.sessions().reversed().stream()
                .filter(session -> order.text().equals(session.asked().clientReferenceId()))
                .findFirst()
                .orElseThrow();
    }

    /** An order that is paid, and known to be. */
    public OrderId paidOrder(ProductId... products) {
        OrderId order = order(products);
        pay(order);
        assertThat(deliver()).isEmpty();
        assertThat(state(order)).isEqualTo(OrderState.PAID);
        return order;
    }

    /** The webhooks that were sent since the last call. */
    public List<Webhook> webhooks() {
        stripe.runDue();
        List<Webhook> sent = List.copyOf(waiting);
        waiting.clear();
        return sent;
    }

    /** Hands all webhooks to the worker; the types of those that failed. */
    public List<String> deliver() {
        return deliver(webhooks());
    }

    public List<String> deliver(List<Webhook> webhooks) {
        List<String> failed = new ArrayList<>();
        for (Webhook webhook : webhooks) {
            List<String> left = new QueueEvent()
                    .message(
                            webhook.type(),
                            webhook.body(),
                            clock.instant(),
                            Map.of("Stripe-Signature", webhook.signature()))
                    .to(worker);
            failed.addAll(left);
        }
        return failed;
    }

    /** What the schedule does every minute. */
    public void settle() {
        settlement.handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
    }

    public OrderState state(OrderId order) {
        return find(order).state();
    }

    public Order find(OrderId order) {
        return Orders.in(market.database).find(order).orElseThrow();
    }

    /** What has gone back of an order at Stripe, in minor units. */
    public long refundedAtStripe(OrderId order) {
        try {
            return client()
                    .v1()
                    .refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(intent(order))
                            .build())
                    .getData()
                    .stream()
                    .mapToLong(refund -> refund.getAmount())
                    .sum();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stripe's name of the payment, whether we know of it or not. */
    public String payment(OrderId order) {
        return Objects.requireNonNull(session(order).paymentIntent());
    }

    public String intent(OrderId order) {
        return find(order).paymentIntent().orElseThrow();
    }

    /** What an account of the ledger stands at, in minor units; a debit is positive. */
    public long balance(String account) {
        return market.sum("amount", "ledger_entries WHERE account = '" + account + "'");
    }

    @Override
    public void close() {
        stripe.close();
        market.close();
    }
}
