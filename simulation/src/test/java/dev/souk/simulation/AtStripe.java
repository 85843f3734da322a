package dev.souk.simulation;

import com.stripe.net.Webhook;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What happens at Stripe: buyers and banks, somebody at its dashboard, and somebody who only says so. */
final class AtStripe {
    private static final String CARD = "4242424242424242";

    private final World world;
    private final Chance chance;
    private final Market market;

    /** Payment pages that were made by hand beside those of the orders. */
    final Set<String> secondPages = new HashSet<>();

    final Set<String> forged = new HashSet<>();

    /** The payment by which the platform's own money came to Stripe, and how much it was. */
    String ownMoney = "";

    long ownBalance;

    AtStripe(World world, Chance chance, Market market) {
        this.world = world;
        this.chance = chance;
        this.market = market;
    }

    /** The platform has some money at Stripe, as platforms do. */
    void putMoneyAside() {
        page(Map.of(), 1_000_000);
        CheckoutSession session = world.stripe().sessions().getFirst();
        world.stripe().pay(session.id(), PaymentForm.card("4000000000000077"));
        ownMoney = String.valueOf(world.stripe().sessions().getFirst().paymentIntent());
        ownBalance = StripeBooks.of(world.stripe()).balance();
    }

    List<CheckoutSession> sessions(Predicate<CheckoutSession> which) {
        return world.stripe().sessions().stream().filter(which).toList();
    }

    void expire() {
        chance.one(sessions(CheckoutSession::isOpen))
                .ifPresent(session -> world.stripe().expire(session.id()));
    }

    void pay() {
        chance.one(sessions(CheckoutSession::isOpen)).ifPresent(session -> {
            int how = chance.below(10);
            PaymentForm form = how < 7
                    ? PaymentForm.card(CARD)
                    : how < 8 ? PaymentForm.card("4000000000000002") : PaymentForm.bankDebit(chance.below(3) > 0);
            PaymentOutcome outcome = world.stripe().pay(session.id(), form);
            world.story()
                    .say(
                            "%s is paid by %s: %s",
                            session.asked().clientReferenceId(),
                            form.method(),
                            outcome.getClass().getSimpleName());
        });
    }

    void bankDecides() {
        chance.one(sessions(session -> session.pending() != null)).ifPresent(session -> {
            boolean good = chance.below(3) > 0;
            world.stripe().settle(session.id(), good);
            world.story().say("the bank decides on %s: %s", session.asked().clientReferenceId(), good);
        });
    }

    /** An order gets another payment page, by somebody's hand: both can be paid. */
    void secondPage() {
        chance.one(sessions(session -> session.asked().clientReferenceId() != null))
                .ifPresent(session -> {
                    String order = String.valueOf(session.asked().clientReferenceId());
                    Map<String, String> form = new LinkedHashMap<>();
                    form.put("client_reference_id", order);
                    form.put("metadata[order]", order);
                    form.put("payment_intent_data[metadata][order]", order);
                    if (page(form, session.asked().subtotal())) {
                        secondPages.add(world.stripe().sessions().getFirst().id());
                        world.story().say("%s has a second page", order);
                    }
                });
    }

    boolean page(Map<String, String> more, long amount) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("mode", "payment");
        form.put("success_url", "https://souk.example/ok");
        form.put("line_items[0][quantity]", "1");
        form.put("line_items[0][price_data][currency]", "usd");
        form.put("line_items[0][price_data][unit_amount]", String.valueOf(amount));
        form.put("line_items[0][price_data][product_data][name]", "By hand");
        StripeStandIn stripe = world.stripe();
        int before = stripe.sessions().size();
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        stripe.answer(new Request(
                "POST",
                "/v1/checkout/sessions",
                "",
                Map.of(
                        "authorization",
                        "Bearer " + stripe.secretKey(),
                        "content-type",
                        "application/x-www-form-urlencoded"),
                body.toString()));
        return stripe.sessions().size() > before;
    }

    private List<JsonNode> charges() {
        return StripeBooks.list(world.stripe(), "/v1/charges").stream()
                .filter(charge -> charge.path("status").asString().equals("succeeded"))
                .filter(charge -> !charge.path("payment_intent").asString().equals(ownMoney))
                .toList();
    }

    void dashboardRefund() {
        chance.one(charges()).ifPresent(charge -> {
            long rest = charge.path("amount").asLong()
                    - charge.path("amount_refunded").asLong();
            Long amount = chance.coin() || rest < 1 ? null : 1 + (long) (chance.share() * rest);
            try {
                world.stripe().money().refundFromDashboard(charge.path("id").asString(), amount);
                world.story()
                        .say(
                                "%s of %s is refunded at Stripe",
                                amount == null ? "the rest" : amount,
                                charge.path("payment_intent").asString());
            } catch (IllegalArgumentException e) {
                world.story().say("no refund at Stripe: %s", e.getMessage());
            }
        });
    }

    void refundFails() {
        Set<String> surplus = Set.copyOf(world.plain()
                .query("SELECT payment_intent FROM charges WHERE role = 'surplus'", row -> row.text("payment_intent")));
        chance.one(StripeBooks.list(world.stripe(), "/v1/refunds").stream()
                        .filter(refund ->
                                !surplus.contains(refund.path("payment_intent").asString()))
                        .toList())
                .ifPresent(refund -> {
                    boolean failed = world.stripe()
                            .money()
                            .settleRefund(refund.path("id").asString(), false);
                    world.story()
                            .say(
                                    "the refund %s comes back: %s",
                                    refund.path("id").asString(), failed);
                });
    }

    void dispute() {
        chance.one(charges()).ifPresent(charge -> {
            long rest = charge.path("amount").asLong()
                    - charge.path("amount_refunded").asLong();
            try {
                boolean inquiry = chance.below(3) == 0;
                String id = charge.path("id").asString();
                Long amount = rest < 1 ? null : (Long) rest;
                String dispute = inquiry
                        ? world.stripe().money().openInquiry(id, amount, "fraudulent")
                        : world.stripe().money().openDispute(id, amount, "fraudulent");
                world.story()
                        .say(
                                "%s of %s is disputed (%s): %s",
                                amount,
                                charge.path("payment_intent").asString(),
                                inquiry ? "inquiry" : "at once",
                                dispute);
            } catch (IllegalArgumentException e) {
                world.story().say("no dispute: %s", e.getMessage());
            }
        });
    }

    void disputeGoesOn() {
        chance.one(StripeBooks.list(world.stripe(), "/v1/disputes")).ifPresent(dispute -> {
            String id = dispute.path("id").asString();
            int how = chance.below(5);
            boolean done = switch (how) {
                case 0 -> world.stripe().money().escalateInquiry(id);
                case 1 -> world.stripe().money().reviewDispute(id);
                case 2, 3 -> world.stripe().money().decideDispute(id, false);
                default -> world.stripe().money().decideDispute(id, true);
            };
            world.story()
                    .say(
                            "dispute %s: %s, %s",
                            id,
                            List.of("escalated", "in review", "lost", "lost", "won")
                                    .get(how),
                            done);
        });
    }

    void cutOff() {
        Market.Seller seller = chance.pick(market.sellers);
        boolean off = chance.coin();
        world.stripe().money().cutOff(seller.account(), off);
        if (chance.coin()) {
            market.known(seller, off);
        }
        world.story().say("%s is %s", seller.account(), off ? "cut off" : "restored");
    }

    void emptyAccount() {
        world.stripe().money().emptyBalance(chance.pick(market.sellers).account());
    }

    void sendOldEvent() {
        var events = world.stripe().events();
        if (!events.isEmpty()) {
            world.stripe().sendAgain(chance.pick(events).event().id(), 1);
        }
    }

    /** Somebody claims that an order was paid. */
    void forgery() {
        chance.one(sessions(CheckoutSession::isOpen)).ifPresent(session -> {
            String body = """
                    {"id": "evt_forged_%s", "object": "event", "api_version": "%s", "type": "checkout.session.completed",
                     "data": {"object": {"id": "%s", "client_reference_id": "%s", "payment_status": "paid", "currency": "usd",
                     "payment_intent": "pi_forged", "amount_subtotal": %d, "amount_total": %d, "total_details": {"amount_tax": 0}}}}
                    """.formatted(
                            session.id(),
                            com.stripe.Stripe.API_VERSION,
                            session.id(),
                            session.asked().clientReferenceId(),
                            session.asked().subtotal(),
                            session.asked().total());
            String secret = world.mutation().believesForgeries() ? World.WEBHOOK_SECRET : World.FORGERS_SECRET;
            try {
                world.enqueue(
                        body,
                        Webhook.Signature.generateSignatureHeader(
                                body, secret, world.now().getEpochSecond()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            forged.add(body);
            world.story().say("somebody forges a payment of %s", session.asked().clientReferenceId());
        });
    }

    boolean isForged(String body) {
        return forged.contains(body);
    }
}
