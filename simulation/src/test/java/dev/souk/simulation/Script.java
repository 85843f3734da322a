package dev.souk.simulation;

import dev.souk.lambda.json.Json;
import dev.souk.lambda.member.Seller;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.refund.Refunding.Wish;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.Money;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Phrases for a history that is written down. Every product costs 10.00, and the platform takes nothing of it. */
final class Script {
    static final long PRICE = 1000;

    private final World world;
    private final History history;
    private final Functions functions;

    Script(World world, History history, Functions functions) {
        this.world = world;
        this.history = history;
        this.functions = functions;
        world.plain().update("UPDATE products SET price_amount = ?, price_currency = 'USD'", PRICE);
        world.plain().update("UPDATE stores SET platform_fee_basis_points = 0");
    }

    /** A guest pays for the first product, and we hear of it. */
    Paid aPaidOrder() {
        Map<String, Object> body = Map.of(
                "items",
                List.of(Map.of("product_id", new ProductId(history.market.products.getFirst()).text())),
                "email",
                "ada@example.com");
        History.Placed placed = new History.Placed(
                "key-" + history.placed.size() + "-0123456789abcdef", Json.write(body), Optional.empty());
        history.placed.add(placed);
        history.send(placed);
        String id = placed.ids.iterator().next();
        CheckoutSession session = open(id);
        return new Paid(OrderId.parse(id).orElseThrow(), pay(session));
    }

    /** An order, and the payment of it at Stripe. */
    record Paid(OrderId order, String intent) {}

    /** The same order is paid once more, on a page that somebody made by hand. */
    String paidAgain(Paid paid) {
        String order = paid.order().text();
        history.stripe.page(
                Map.of(
                        "client_reference_id", order,
                        "metadata[order]", order,
                        "payment_intent_data[metadata][order]", order),
                PRICE);
        CheckoutSession session = world.stripe().sessions().getFirst();
        history.stripe.secondPages.add(session.id());
        return pay(session);
    }

    private CheckoutSession open(String order) {
        return world.stripe().sessions().stream()
                .filter(session -> order.equals(session.asked().clientReferenceId()) && session.isOpen())
                .findFirst()
                .orElseThrow();
    }

    private String pay(CheckoutSession session) {
        PaymentOutcome outcome = world.stripe().pay(session.id(), PaymentForm.card("4242424242424242"));
        if (!(outcome instanceof PaymentOutcome.Completed completed)) {
            throw new IllegalStateException("not paid: " + outcome);
        }
        return String.valueOf(completed.session().paymentIntent());
    }

    /** Stripe's webhooks arrive and are acted on. */
    Script heard() {
        world.stripeCatchesUp();
        history.drain(WorkQueue.PAYMENT_EVENTS, functions.now().payments());
        return this;
    }

    /** The schedule that pays sellers runs. */
    Script settled() {
        history.schedule("settlement", functions.now().settlement());
        return this;
    }

    /** The seller gives {@code amount} back. */
    Script refunded(Paid paid, long amount) {
        UserId seller = new UserId(world.plain()
                .first(
                        "SELECT seller_id FROM order_lines WHERE order_id = ?",
                        row -> row.uuid("seller_id"),
                        paid.order())
                .orElseThrow());
        functions
                .now()
                .refunding()
                .start(
                        new RefundId(world.nextId()),
                        new Seller(seller, Set.of(StoreRole.OWNER)),
                        paid.order(),
                        new Wish(OptionalLong.of(amount), List.of(), "asked for"));
        return this;
    }

    /** The buyer's bank sends the last refund back. */
    Script refundComesBack(Paid paid) {
        JsonNode refund = StripeBooks.list(world.stripe(), "/v1/refunds").stream()
                .filter(each -> each.path("payment_intent").asString().equals(paid.intent()))
                .findFirst()
                .orElseThrow();
        stripe().settleRefund(refund.path("id").asString(), false);
        return this;
    }

    Money stripe() {
        return world.stripe().money();
    }

    Script passed(Duration time) {
        world.pass(time);
        return this;
    }
}
