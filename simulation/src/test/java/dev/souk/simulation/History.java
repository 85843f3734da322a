package dev.souk.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.refund.Refunding.Wish;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** One history: its people, and what they do, step by step. */
final class History {
    private static final List<String> BUYERS = List.of("guest-ada", "guest-bob", "user-cleo", "user-dan");
    static final int DOWNLOADS = 3;
    /** So many rounds after the end of the faults, half an hour or so, what is only to be asked for again is done. */
    private static final int PROMPT_ROUNDS = 4;

    /** A request for an order, which a client sends until it has an answer. */
    static final class Placed {
        final String key;
        final String body;
        final Optional<String> bearer;
        final Set<String> ids = new HashSet<>();
        String token = "";
        int status;

        Placed(String key, String body, Optional<String> bearer) {
            this.key = key;
            this.body = body;
            this.bearer = bearer;
        }

        boolean isOpen() {
            return status == 0 || status >= 500 || status == 409 || status == 202;
        }
    }

    private record Asked(RefundId id, UserId seller, OrderId order, Wish wish) {}

    private final World world;
    private final Functions functions;
    private final Database plain;
    private final Chance chance;
    final Market market;
    final AtStripe stripe;

    final List<Placed> placed = new ArrayList<>();
    /** What should not have been, seen on the way. */
    final List<String> wrong = new ArrayList<>();

    private final List<Asked> asked = new ArrayList<>();
    private final Map<UUID, String> states = new HashMap<>();
    final Map<String, Integer> granted = new LinkedHashMap<>();

    History(World world, Functions functions) {
        this.world = world;
        this.functions = functions;
        this.plain = world.plain();
        this.chance = new Chance(world.seed());
        this.market = new Market(world, chance);
        this.stripe = new AtStripe(world, chance, market);
    }

    void open() {
        chance.at(-3);
        stripe.putMoneyAside();
        market.open();
    }

    // Steps

    void step(int number) {
        chance.at(1000 + number);
        world.chaos().step(world.seed(), number);
        Step step = Step.of(chance.below(Step.ALL));
        world.story().say("%d. %s", number, step.name().toLowerCase(Locale.ROOT));
        take(step);
        if (chance.below(10) < 7) {
            world.stripeCatchesUp();
        }
        world.pass(Duration.ofMillis(chance.below(2000)));
        watch();
    }

    private void take(Step step) {
        switch (step) {
            case ORDER -> order();
            case ASK_AGAIN -> askAgain();
            case PAY -> stripe.pay();
            case BANK_DECIDES -> stripe.bankDecides();
            case EXPIRE -> stripe.expire();
            case SECOND_PAGE -> stripe.secondPage();
            case PAYMENT_EVENTS ->
                world.deliver(
                        WorkQueue.PAYMENT_EVENTS,
                        1 + chance.below(4),
                        functions.now().payments());
            case EMAILS ->
                world.deliver(
                        WorkQueue.EMAILS, 1 + chance.below(5), functions.now().emails());
            case ORDER_REQUESTS ->
                world.deliver(
                        WorkQueue.ORDER_REQUESTS,
                        1 + chance.below(3),
                        functions.now().pages());
            case ORDER_SWEEP -> schedule("order sweeper", functions.now().orderSweeper());
            case RECONCILE -> schedule("reconciler", functions.now().reconciler());
            case SETTLE -> schedule("settlement", functions.now().settlement());
            case SWEEP -> schedule("sweeper", functions.now().sweeper());
            case REFUND -> refund();
            case DASHBOARD_REFUND -> stripe.dashboardRefund();
            case REFUND_FAILS -> stripe.refundFails();
            case DISPUTE -> stripe.dispute();
            case DISPUTE_GOES_ON -> stripe.disputeGoesOn();
            case PRICE ->
                plain.update(
                        "UPDATE products SET price_amount = ?, version = version + 1 WHERE id = ?",
                        market.price(),
                        chance.pick(market.products));
            case UNPUBLISH -> {
                if (chance.below(3) == 0) {
                    plain.update("UPDATE products SET state = 'archived' WHERE id = ?", chance.pick(market.products));
                }
            }
            case CUT_OFF -> stripe.cutOff();
            case EMPTY_ACCOUNT -> stripe.emptyAccount();
            case DOWNLOAD -> download();
            case GO_ON -> goOn();
            case TIME -> time();
            case FORGERY -> stripe.forgery();
            case LATE_EVENT -> world.stripeTellsLate(false);
            case OLD_EVENT -> stripe.sendOldEvent();
        }
    }

    private void order() {
        List<UUID> cart = new ArrayList<>();
        int lines = 1 + chance.below(3);
        for (int i = 0; i < lines; i++) {
            UUID product = chance.pick(market.products);
            if (!cart.contains(product)) {
                cart.add(product);
            }
        }
        if (placed.size() % 3 == 0) {
            cart.addAll(market.bundles);
        }
        int turn = placed.size();
        String buyer = chance.pick(BUYERS);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "items",
                cart.stream().map(product -> market.item(product, turn)).toList());
        body.put("email", buyer + "@example.com");
        Placed order = new Placed(
                "key-" + placed.size() + "-0123456789abcdef",
                Json.write(body),
                buyer.startsWith("user") ? Optional.of(buyer) : Optional.empty());
        placed.add(order);
        world.story().say("%s wants %d products", buyer, cart.size());
        send(order);
        if (chance.below(12) == 0) {
            world.story().say("and clicks again");
            send(order);
        }
    }

    private void askAgain() {
        List<Runnable> open = new ArrayList<>();
        placed.stream().filter(Placed::isOpen).forEach(order -> open.add(() -> send(order)));
        asked.forEach(refund -> open.add(() -> ask(refund)));
        chance.one(open).ifPresent(Runnable::run);
    }

    void send(Placed order) {
        RequestStreamHandler http = functions.now().http();
        Tasks.Task task = world.run("checkout", () -> {
            ApiRequest request = ApiRequest.request("POST", "/v1/orders")
                    .header("Idempotency-Key", order.key)
                    .json(order.body);
            order.bearer.ifPresent(request::bearer);
            ApiAnswer answer = request.to(http);
            order.status = answer.status();
            world.story().say("  the answer to %s is %d %s", order.key, answer.status(), answer.code());
            if (answer.status() == 201 || answer.status() == 202) {
                order.ids.add(answer.text("id"));
                order.token = answer.text("purchase_token");
                world.story().order(answer.text("id"));
            }
        });
        restartAfter(task);
    }

    private void restartAfter(Tasks.Task task) {
        if (task.died()) {
            functions.restart();
        }
    }

    void schedule(String name, RequestStreamHandler handler) {
        restartAfter(world.run(name, () -> invoke(handler)));
    }

    static String invoke(RequestStreamHandler handler) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(
                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), out, new FakeContext());
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Line(UUID order, UUID seller, UUID product, long paid, long refunded) {}

    private List<Line> paidLines() {
        return plain.query(
                "SELECT order_id, seller_id, product_id, paid_amount, refunded_amount FROM order_lines"
                        + " WHERE paid_amount > 0 ORDER BY order_id, position",
                row -> new Line(
                        row.uuid("order_id"),
                        row.uuid("seller_id"),
                        row.uuid("product_id"),
                        row.number("paid_amount"),
                        row.number("refunded_amount")));
    }

    private void refund() {
        chance.one(paidLines()).ifPresent(line -> {
            Wish wish = wish(line);
            Asked first =
                    new Asked(new RefundId(world.nextId()), new UserId(line.seller()), new OrderId(line.order()), wish);
            asked.add(first);
            ask(first);
            if (chance.below(4) == 0) {
                Asked second = chance.below(3) == 0
                        ? first
                        : new Asked(new RefundId(world.nextId()), first.seller(), first.order(), wish(line));
                asked.add(second);
                ask(second);
            }
        });
    }

    private Wish wish(Line line) {
        long left = Math.max(1, line.paid() - line.refunded());
        OptionalLong amount =
                chance.coin() ? OptionalLong.empty() : OptionalLong.of(1 + (long) (chance.share() * left * 1.2));
        return chance.coin()
                ? new Wish(amount, List.of(), "asked for")
                : new Wish(
                        OptionalLong.empty(),
                        List.of(new Wish.Line(new ProductId(line.product()), amount)),
                        "asked for");
    }

    private void ask(Asked refund) {
        var refunding = functions.now().refunding();
        restartAfter(world.run(
                "refunding",
                () -> world.story()
                        .say(
                                "  a refund of %s: %s",
                                refund.order().text(),
                                refunding
                                        .start(
                                                refund.id(),
                                                new dev.souk.lambda.member.Seller(
                                                        refund.seller(), Set.of(StoreRole.OWNER)),
                                                refund.order(),
                                                refund.wish())
                                        .getClass()
                                        .getSimpleName())));
    }

    private record Owned(UUID purchase, UUID product, boolean revoked) {}

    private void download() {
        List<Placed> withToken =
                placed.stream().filter(order -> !order.token.isEmpty()).toList();
        chance.one(withToken).ifPresent(order -> {
            List<Owned> owned = plain.query(
                    "SELECT id, product_id, revoked_at FROM purchases WHERE order_id = ? ORDER BY position",
                    row -> new Owned(
                            row.uuid("id"),
                            row.uuid("product_id"),
                            row.findInstant("revoked_at").isPresent()),
                    OrderId.parse(order.ids.iterator().next()).orElseThrow());
            chance.one(owned).ifPresent(purchase -> {
                RequestStreamHandler http = functions.now().http();
                String id = new dev.souk.model.PurchaseId(purchase.purchase()).text();
                restartAfter(world.run("download", () -> {
                    ApiAnswer answer = ApiRequest.request("POST", "/v1/purchases/{purchase_id}/downloads")
                            .path("purchase_id", id)
                            .header("Purchase-Token", order.token)
                            .json("{\"file_id\":\""
                                    + new dev.souk.model.FileId(market.fileOf(purchase.product())).text() + "\"}")
                            .to(http);
                    world.story().say("  a download: %d %s", answer.status(), answer.code());
                    if (answer.status() == 201) {
                        granted.merge(id, 1, Integer::sum);
                        if (purchase.revoked()) {
                            wrong.add("a link was handed out for a purchase that had been taken back: " + id);
                        }
                    }
                }));
            });
        });
    }

    private void goOn() {
        chance.one(world.tasks().paused()).ifPresent(task -> {
            world.goOn(task);
            if (task.finished()) {
                restartAfter(task);
            }
        });
    }

    private void time() {
        int how = chance.below(20);
        Duration time = how < 12
                ? Duration.ofMinutes(1 + chance.below(12))
                : how < 18 ? Duration.ofMinutes(30 + chance.below(300)) : Duration.ofHours(12 + chance.below(40));
        world.story().say("%s pass", time);
        world.pass(time);
        world.stripeCatchesUp();
    }

    // Watching

    private static final Set<String> UNPAID_ENDS = Set.of("expired", "failed");
    private static final Set<String> UNPAID = Set.of("awaiting_payment", "expired", "failed");

    private void watch() {
        onePage();
        plain.query("SELECT id, state FROM orders ORDER BY id", row -> Map.entry(row.uuid("id"), row.text("state")))
                .forEach(entry -> {
                    String before = states.put(entry.getKey(), entry.getValue());
                    if (before == null || before.equals(entry.getValue())) {
                        return;
                    }
                    String order = new OrderId(entry.getKey()).text();
                    world.story().say("  %s is %s now", order, entry.getValue());
                    boolean backwards = (!UNPAID.contains(before) && UNPAID.contains(entry.getValue()))
                            || (UNPAID_ENDS.contains(before) && entry.getValue().equals("awaiting_payment"));
                    if (backwards) {
                        wrong.add(order + " went back from " + before + " to " + entry.getValue());
                    }
                });
    }

    /** An order can have another page once the one before has expired, but never two that are good. */
    private void onePage() {
        Set<String> seen = new HashSet<>();
        for (CheckoutSession session : stripe.sessions(each -> each.status() != CheckoutSession.Status.EXPIRED)) {
            String order = session.asked().clientReferenceId();
            if (order != null && !stripe.secondPages.contains(session.id()) && !seen.add(order)) {
                String what = order + " has two payment pages";
                if (!wrong.contains(what)) {
                    wrong.add(what);
                }
            }
        }
    }

    // The end

    /** No more faults: everybody finishes, and time passes until nothing happens any more. */
    void end() {
        chance.at(-4);
        world.chaos().step(world.seed(), -5);
        world.chaos().stop();
        world.story().say("The faults stop.");
        world.tasks().paused().forEach(task -> world.finish(task, false));
        functions.restart();
        for (Market.Seller seller : market.sellers) {
            world.stripe().money().cutOff(seller.account(), false);
            market.known(seller, false);
        }
        placed.stream().filter(Placed::isOpen).forEach(this::send);
        world.stripe().endWebhookFaults();
        world.stripeTellsLate(true);
        List<Duration> rounds = List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(7),
                Duration.ofMinutes(13),
                Duration.ofMinutes(13),
                Duration.ofHours(2),
                Duration.ofHours(9),
                Duration.ofHours(13),
                Duration.ofHours(50),
                Duration.ofMinutes(13),
                Duration.ofHours(2),
                Duration.ofMinutes(13));
        int number = 0;
        for (Duration round : rounds) {
            round();
            world.pass(round);
            if (++number == PROMPT_ROUNDS) {
                plain.query("SELECT order_id FROM refunds WHERE state = 'asked'", row -> row.uuid("order_id"))
                        .forEach(order -> wrong.add("a refund of " + new OrderId(order).text()
                                + " still waits half an hour after the faults stopped"));
            }
        }
        for (int more = 0; more < 20 && !world.queue(WorkQueue.EMAILS).isEmpty(); more++) {
            round();
            world.pass(Duration.ofMinutes(13));
        }
        round();
        watch();
    }

    private void round() {
        world.stripeCatchesUp();
        readable();
        schedule("parked events", functions.now().parked());
        drain(WorkQueue.ORDER_REQUESTS, functions.now().pages());
        schedule("order sweeper", functions.now().orderSweeper());
        schedule("reconciler", functions.now().reconciler());
        drain(WorkQueue.PAYMENT_EVENTS, functions.now().payments());
        schedule("settlement", functions.now().settlement());
        world.stripeCatchesUp();
        drain(WorkQueue.PAYMENT_EVENTS, functions.now().payments());
        schedule("sweeper", functions.now().sweeper());
        drain(WorkQueue.EMAILS, functions.now().emails());
        world.queue(WorkQueue.PAYMENT_EVENTS).redrive(world.now());
        world.queue(WorkQueue.EMAILS).redrive(world.now());
        world.queue(WorkQueue.ORDER_REQUESTS).redrive(world.now());
    }

    void drain(WorkQueue queue, RequestStreamHandler worker) {
        for (int i = 0; i < 50 && world.deliver(queue, 10, worker); i++) {
            // Until nothing is visible.
        }
    }

    /** The code has learned to read the other version. */
    private void readable() {
        plain.update(
                "UPDATE parked_events SET body = REPLACE(body, ?, ?) WHERE replayed_at IS NULL",
                World.OTHER_VERSION,
                com.stripe.Stripe.API_VERSION);
    }
}
