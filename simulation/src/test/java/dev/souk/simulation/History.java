package dev.souk.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.stripe.net.Webhook;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.refund.Refunding.Wish;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One history: its people, and what they do, step by step. */
final class History {
    private static final List<String> BUYERS = List.of("guest-ada", "guest-bob", "user-cleo", "user-dan");
    private static final String CARD = "4242424242424242";
    static final int DOWNLOADS = 3;
    /** So many rounds after the end of the faults, half an hour or so, what is only to be asked for again is done. */
    private static final int PROMPT_ROUNDS = 4;

    /** What can be done in a step, and how often it is. */
    enum Step {
        ORDER(10),
        ASK_AGAIN(4),
        PAY(11),
        BANK_DECIDES(2),
        EXPIRE(1),
        SECOND_PAGE(1),
        PAYMENT_EVENTS(15),
        EMAILS(9),
        ORDER_REQUESTS(7),
        ORDER_SWEEP(2),
        RECONCILE(1),
        SETTLE(10),
        SWEEP(4),
        REFUND(8),
        DASHBOARD_REFUND(2),
        REFUND_FAILS(1),
        DISPUTE(2),
        DISPUTE_GOES_ON(3),
        PRICE(1),
        UNPUBLISH(1),
        CUT_OFF(1),
        EMPTY_ACCOUNT(1),
        DOWNLOAD(4),
        GO_ON(8),
        TIME(9),
        FORGERY(1),
        LATE_EVENT(4),
        OLD_EVENT(1);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }

        static final int ALL =
                java.util.Arrays.stream(values()).mapToInt(step -> step.weight).sum();

        static Step of(int number) {
            int left = number;
            for (Step step : values()) {
                left -= step.weight;
                if (left < 0) {
                    return step;
                }
            }
            throw new IllegalArgumentException();
        }
    }

    /** A request for an order, which a client sends until it has an answer. */
    static final class Placed {
        final String key;
        final String body;
        final Optional<String> bearer;
        final Set<String> ids = new java.util.HashSet<>();
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

    /** A seller, the store and what it sells. */
    record Seller(UserId id, UUID store, String account) {}

    private final World world;
    private final Functions functions;
    private final Database plain;
    private final long seed;
    private Random random;

    final List<Seller> sellers = new ArrayList<>();
    final List<UUID> products = new ArrayList<>();
    /** What the last product is sold as, if it is sold in variants. */
    final List<UUID> variants = new ArrayList<>();

    /** What gives others of them, if anything does. */
    final List<UUID> bundles = new ArrayList<>();

    final List<Placed> placed = new ArrayList<>();
    final Set<String> secondPages = new java.util.HashSet<>();
    final Set<String> forged = new java.util.HashSet<>();
    /** What should not have been, seen on the way. */
    final List<String> wrong = new ArrayList<>();
    /** The payment by which the platform's own money came to Stripe, and how much it was. */
    String ownMoney = "";

    long ownBalance;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<UUID, String> states = new HashMap<>();
    final Map<String, Integer> granted = new LinkedHashMap<>();

    History(World world, Functions functions) {
        this.world = world;
        this.functions = functions;
        this.plain = world.plain();
        this.seed = world.seed();
        this.random = new Random(seed);
    }

    // The market

    void open() {
        random = new Random(Chaos.mix(seed, -3));
        putMoneyAside();
        int stores = 1 + random.nextInt(3);
        for (int i = 0; i < stores; i++) {
            UUID store = world.nextId();
            Seller seller = new Seller(UserId.of(Functions.ISSUER, "seller-" + i), store, "acct_" + i);
            sellers.add(seller);
            plain.update(
                    """
                    INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at,
                                        platform_fee_basis_points)
                    VALUES (?, ?, ?, ?, '', ?, 1, ?, ?, ?)
                    """,
                    store,
                    seller.id(),
                    "store-" + i,
                    "Store " + i,
                    "seller" + i + "@example.com",
                    world.now(),
                    world.now(),
                    i == 0 ? null : 500 + 700 * i);
            plain.update("""
                    INSERT INTO payout_accounts (store_id, country, contact_email, display_name, key_number, asking, asked_at,
                                                 stripe_account, transfers, requirements, inquiries, answered_inquiry)
                    VALUES (?, 'US', 'x@example.com', 'x', 1, 'answered', ?, ?, 'active', '[]', 1, 1)
                    """, store, world.now(), seller.account());
        }
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Seller seller = sellers.get(random.nextInt(sellers.size()));
            UUID product = world.nextId();
            products.add(product);
            plain.update(
                    """
                    INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency, state, version,
                                          created_at, updated_at, published_at)
                    VALUES (?, ?, ?, ?, '', ?, 'USD', 'published', 1, ?, ?, ?)
                    """,
                    product,
                    seller.store(),
                    seller.id(),
                    "Product " + i,
                    price(),
                    world.now(),
                    world.now(),
                    world.now());
            plain.update("""
                    INSERT INTO product_files (id, product_id, purpose, name, content_type, size, sha256, object_key, state, created_at,
                                               ready_at)
                    VALUES (?, ?, 'download', 'a.pdf', 'application/pdf', 1000, ?, ?, 'ready', ?, ?)
                    """, product, product, new byte[32], "key/" + i, world.now(), world.now());
        }
        if (seed % 2 == 0) {
            sellInVariants(products.getLast());
        }
        if (seed % 3 == 0) {
            sellBundle();
        }
    }

    /** Chance has no part in it: histories that were found by their seeds go on as they went. */
    private void sellInVariants(UUID product) {
        for (long amount : new long[] {0, 700, 2900}) {
            UUID variant = UUID.nameUUIDFromBytes((product + " at " + amount).getBytes(StandardCharsets.UTF_8));
            variants.add(variant);
            plain.update("""
                    INSERT INTO product_variants (id, product_id, name, description, price_amount, price_currency, pay_what_you_want, position,
                                                  state, all_files, version, created_at, updated_at)
                    VALUES (?, ?, ?, '', ?, 'USD', FALSE, 1, 'active', TRUE, 1, ?, ?)
                    """, variant, product, "At " + amount, amount, world.now(), world.now());
        }
    }

    /** One that gives all that the first seller has, as its first variant where there are any. */
    private void sellBundle() {
        UUID store = store(products.getFirst());
        UUID id = UUID.nameUUIDFromBytes((store + " all of it").getBytes(StandardCharsets.UTF_8));
        bundles.add(id);
        plain.update("""
                INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency, state, version,
                                      created_at, updated_at, published_at)
                SELECT ?, store_id, owner_id, 'All of it', '', 1700, 'USD', 'published', 1, created_at, updated_at, published_at
                FROM products WHERE id = ?
                """, id, products.getFirst());
        for (int i = 0; i < products.size(); i++) {
            UUID product = products.get(i);
            if (store(product).equals(store)) {
                plain.update(
                        "INSERT INTO bundle_parts (bundle_id, position, part_id, variant_id) VALUES (?, ?, ?, ?)",
                        id,
                        i,
                        product,
                        isInVariants(product) ? variants.getFirst() : null);
            }
        }
    }

    private UUID store(UUID product) {
        return plain.first("SELECT store_id FROM products WHERE id = ?", row -> row.uuid("store_id"), product)
                .orElseThrow();
    }

    private boolean isInVariants(UUID product) {
        return !variants.isEmpty() && product.equals(products.getLast());
    }

    private Map<String, String> item(UUID product) {
        return !isInVariants(product)
                ? Map.of("product_id", new ProductId(product).text())
                : Map.of(
                        "product_id",
                        new ProductId(product).text(),
                        "variant_id",
                        new VariantId(variants.get(placed.size() % variants.size())).text());
    }

    private long price() {
        return random.nextInt(6) == 0 ? 0 : 50 + random.nextInt(random.nextBoolean() ? 300 : 9000);
    }

    // Steps

    void step(int number) {
        random = new Random(Chaos.mix(seed, 1000 + number));
        world.chaos().step(seed, number);
        Step step = Step.of(random.nextInt(Step.ALL));
        world.story().say("%d. %s", number, step.name().toLowerCase(java.util.Locale.ROOT));
        take(step);
        if (random.nextInt(10) < 7) {
            world.stripeCatchesUp();
        }
        world.pass(Duration.ofMillis(random.nextInt(2000)));
        watch();
    }

    private void take(Step step) {
        switch (step) {
            case ORDER -> order();
            case ASK_AGAIN -> askAgain();
            case PAY -> pay();
            case BANK_DECIDES -> bankDecides();
            case EXPIRE ->
                one(sessions(CheckoutSession::isOpen))
                        .ifPresent(session -> world.stripe().expire(session.id()));
            case SECOND_PAGE -> secondPage();
            case PAYMENT_EVENTS ->
                world.deliver(
                        WorkQueue.PAYMENT_EVENTS,
                        1 + random.nextInt(4),
                        functions.now().payments());
            case EMAILS ->
                world.deliver(
                        WorkQueue.EMAILS, 1 + random.nextInt(5), functions.now().emails());
            case ORDER_REQUESTS ->
                world.deliver(
                        WorkQueue.ORDER_REQUESTS,
                        1 + random.nextInt(3),
                        functions.now().pages());
            case ORDER_SWEEP -> schedule("order sweeper", functions.now().orderSweeper());
            case RECONCILE -> schedule("reconciler", functions.now().reconciler());
            case SETTLE -> schedule("settlement", functions.now().settlement());
            case SWEEP -> schedule("sweeper", functions.now().sweeper());
            case REFUND -> refund();
            case DASHBOARD_REFUND -> dashboardRefund();
            case REFUND_FAILS -> refundFails();
            case DISPUTE -> dispute();
            case DISPUTE_GOES_ON -> disputeGoesOn();
            case PRICE ->
                plain.update(
                        "UPDATE products SET price_amount = ?, version = version + 1 WHERE id = ?",
                        price(),
                        pick(products));
            case UNPUBLISH -> {
                if (random.nextInt(3) == 0) {
                    plain.update("UPDATE products SET state = 'archived' WHERE id = ?", pick(products));
                }
            }
            case CUT_OFF -> cutOff();
            case EMPTY_ACCOUNT ->
                world.stripe().money().emptyBalance(pick(sellers).account());
            case DOWNLOAD -> download();
            case GO_ON -> goOn();
            case TIME -> time();
            case FORGERY -> forgery();
            case LATE_EVENT -> world.stripeTellsLate(false);
            case OLD_EVENT -> {
                var events = world.stripe().events();
                if (!events.isEmpty()) {
                    world.stripe().sendAgain(pick(events).event().id(), 1);
                }
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> Optional<T> one(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(pick(from));
    }

    private List<CheckoutSession> sessions(java.util.function.Predicate<CheckoutSession> which) {
        return world.stripe().sessions().stream().filter(which).toList();
    }

    private void order() {
        List<UUID> cart = new ArrayList<>();
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            UUID product = pick(products);
            if (!cart.contains(product)) {
                cart.add(product);
            }
        }
        if (placed.size() % 3 == 0) {
            cart.addAll(bundles);
        }
        String buyer = pick(BUYERS);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", cart.stream().map(this::item).toList());
        body.put("email", buyer + "@example.com");
        Placed order = new Placed(
                "key-" + placed.size() + "-0123456789abcdef",
                Json.write(body),
                buyer.startsWith("user") ? Optional.of(buyer) : Optional.empty());
        placed.add(order);
        world.story().say("%s wants %d products", buyer, cart.size());
        send(order);
        if (random.nextInt(12) == 0) {
            world.story().say("and clicks again");
            send(order);
        }
    }

    private void askAgain() {
        List<Runnable> open = new ArrayList<>();
        placed.stream().filter(Placed::isOpen).forEach(order -> open.add(() -> send(order)));
        asked.forEach(refund -> open.add(() -> ask(refund)));
        one(open).ifPresent(Runnable::run);
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

    private void pay() {
        one(sessions(CheckoutSession::isOpen)).ifPresent(session -> {
            int how = random.nextInt(10);
            PaymentForm form = how < 7
                    ? PaymentForm.card(CARD)
                    : how < 8 ? PaymentForm.card("4000000000000002") : PaymentForm.bankDebit(random.nextInt(3) > 0);
            PaymentOutcome outcome = world.stripe().pay(session.id(), form);
            world.story()
                    .say(
                            "%s is paid by %s: %s",
                            session.asked().clientReferenceId(),
                            form.method(),
                            outcome.getClass().getSimpleName());
        });
    }

    private void bankDecides() {
        one(sessions(session -> session.pending() != null)).ifPresent(session -> {
            boolean good = random.nextInt(3) > 0;
            world.stripe().settle(session.id(), good);
            world.story().say("the bank decides on %s: %s", session.asked().clientReferenceId(), good);
        });
    }

    /** The platform has some money at Stripe, as platforms do. */
    private void putMoneyAside() {
        page(Map.of(), 1_000_000);
        CheckoutSession session = world.stripe().sessions().getFirst();
        world.stripe().pay(session.id(), PaymentForm.card("4000000000000077"));
        ownMoney = String.valueOf(world.stripe().sessions().getFirst().paymentIntent());
        ownBalance = StripeBooks.of(world.stripe()).balance();
    }

    /** An order gets another payment page, by somebody's hand: both can be paid. */
    private void secondPage() {
        one(sessions(session -> session.asked().clientReferenceId() != null)).ifPresent(session -> {
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
        one(paidLines()).ifPresent(line -> {
            Wish wish = wish(line);
            Asked first =
                    new Asked(new RefundId(world.nextId()), new UserId(line.seller()), new OrderId(line.order()), wish);
            asked.add(first);
            ask(first);
            if (random.nextInt(4) == 0) {
                Asked second = random.nextInt(3) == 0
                        ? first
                        : new Asked(new RefundId(world.nextId()), first.seller(), first.order(), wish(line));
                asked.add(second);
                ask(second);
            }
        });
    }

    private Wish wish(Line line) {
        long left = Math.max(1, line.paid() - line.refunded());
        OptionalLong amount = random.nextBoolean()
                ? OptionalLong.empty()
                : OptionalLong.of(1 + (long) (random.nextDouble() * left * 1.2));
        return random.nextBoolean()
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

    private List<JsonNode> charges() {
        return StripeBooks.list(world.stripe(), "/v1/charges").stream()
                .filter(charge -> charge.path("status").asString().equals("succeeded"))
                .filter(charge -> !charge.path("payment_intent").asString().equals(ownMoney))
                .toList();
    }

    private void dashboardRefund() {
        one(charges()).ifPresent(charge -> {
            long rest = charge.path("amount").asLong()
                    - charge.path("amount_refunded").asLong();
            Long amount = random.nextBoolean() || rest < 1 ? null : 1 + (long) (random.nextDouble() * rest);
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

    private void refundFails() {
        Set<String> surplus = Set.copyOf(plain.query(
                "SELECT payment_intent FROM charges WHERE role = 'surplus'", row -> row.text("payment_intent")));
        one(StripeBooks.list(world.stripe(), "/v1/refunds").stream()
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

    private void dispute() {
        one(charges()).ifPresent(charge -> {
            long rest = charge.path("amount").asLong()
                    - charge.path("amount_refunded").asLong();
            try {
                boolean inquiry = random.nextInt(3) == 0;
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

    private void disputeGoesOn() {
        one(StripeBooks.list(world.stripe(), "/v1/disputes")).ifPresent(dispute -> {
            String id = dispute.path("id").asString();
            int how = random.nextInt(5);
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

    private void cutOff() {
        Seller seller = pick(sellers);
        boolean off = random.nextBoolean();
        world.stripe().money().cutOff(seller.account(), off);
        if (random.nextBoolean()) {
            known(seller, off);
        }
        world.story().say("%s is %s", seller.account(), off ? "cut off" : "restored");
    }

    /** What functions-users would write after the account's event. */
    private void known(Seller seller, boolean off) {
        plain.update(
                "UPDATE payout_accounts SET transfers = ? WHERE store_id = ?",
                off ? "restricted" : "active",
                seller.store());
    }

    private record Owned(UUID purchase, UUID product, boolean revoked) {}

    private void download() {
        List<Placed> withToken =
                placed.stream().filter(order -> !order.token.isEmpty()).toList();
        one(withToken).ifPresent(order -> {
            List<Owned> owned = plain.query(
                    "SELECT id, product_id, revoked_at FROM purchases WHERE order_id = ? ORDER BY position",
                    row -> new Owned(
                            row.uuid("id"),
                            row.uuid("product_id"),
                            row.findInstant("revoked_at").isPresent()),
                    OrderId.parse(order.ids.iterator().next()).orElseThrow());
            one(owned).ifPresent(purchase -> {
                RequestStreamHandler http = functions.now().http();
                String id = new dev.souk.model.PurchaseId(purchase.purchase()).text();
                restartAfter(world.run("download", () -> {
                    ApiAnswer answer = ApiRequest.request("POST", "/v1/purchases/{purchase_id}/downloads")
                            .path("purchase_id", id)
                            .header("Purchase-Token", order.token)
                            .json("{\"file_id\":\"" + new dev.souk.model.FileId(fileOf(purchase.product())).text()
                                    + "\"}")
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

    /** A product's file has its id; a bundle gives that of the first product. */
    private UUID fileOf(UUID product) {
        return bundles.contains(product) ? products.getFirst() : product;
    }

    private void goOn() {
        one(world.tasks().paused()).ifPresent(task -> {
            world.goOn(task);
            if (task.finished()) {
                restartAfter(task);
            }
        });
    }

    private void time() {
        int how = random.nextInt(20);
        Duration time = how < 12
                ? Duration.ofMinutes(1 + random.nextInt(12))
                : how < 18 ? Duration.ofMinutes(30 + random.nextInt(300)) : Duration.ofHours(12 + random.nextInt(40));
        world.story().say("%s pass", time);
        world.pass(time);
        world.stripeCatchesUp();
    }

    /** Somebody claims that an order was paid. */
    private void forgery() {
        one(sessions(CheckoutSession::isOpen)).ifPresent(session -> {
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
        for (CheckoutSession session : sessions(each -> each.status() != CheckoutSession.Status.EXPIRED)) {
            String order = session.asked().clientReferenceId();
            if (order != null && !secondPages.contains(session.id()) && !seen.add(order)) {
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
        random = new Random(Chaos.mix(seed, -4));
        world.chaos().step(seed, -5);
        world.chaos().stop();
        world.story().say("The faults stop.");
        world.tasks().paused().forEach(task -> world.finish(task, false));
        functions.restart();
        for (Seller seller : sellers) {
            world.stripe().money().cutOff(seller.account(), false);
            known(seller, false);
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

    boolean isForged(String body) {
        return forged.contains(body);
    }
}
