package dev.souk.purchases;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.checkout.Checkout;
import dev.souk.purchases.checkout.Checkout.Cart;
import dev.souk.purchases.checkout.CheckoutOutcome;
import dev.souk.purchases.download.DownloadOutcome;
import dev.souk.purchases.download.Downloads;
import dev.souk.purchases.library.Library;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of this function: requests in, use cases, their endings out. */
final class PurchasesRoutes {
    private static final Duration STRIPE_PAUSE = Duration.ofSeconds(5);
    private static final Duration QUEUE_PAUSE = Duration.ofSeconds(2);

    private final Checkout checkout;
    private final Downloads downloads;
    private final Library library;
    private final PurchaseLinks links;
    private final IdempotencyKeys keys;
    private final Cursors cursors;
    private final MoneyRoutes money;
    private final SalesRoutes sales;
    private final ExportRoutes exports;
    private final AnalyticsRoutes analytics;
    private final VersionMailRoutes versionMails;

    PurchasesRoutes(PurchasesRuntime runtime) {
        this.checkout = runtime.checkout();
        this.downloads = runtime.downloads();
        this.library = runtime.library();
        this.links = runtime.links();
        this.keys = runtime.idempotencyKeys();
        this.cursors = runtime.cursors();
        this.money = new MoneyRoutes(runtime);
        this.sales = new SalesRoutes(runtime);
        this.exports = new ExportRoutes(runtime);
        this.analytics = new AnalyticsRoutes(runtime);
        this.versionMails = runtime.versionMailRoutes();
    }

    Router router() {
        Router.Builder router = Router.of("purchases");
        money.addTo(router);
        sales.addTo(router);
        exports.addTo(router);
        analytics.addTo(router);
        versionMails.addTo(router);
        return router.on("createOrder", this::createOrder)
                .on("getOrder", this::getOrder)
                .on("listOrders", this::listOrders)
                .on("listPurchases", this::listPurchases)
                .on("getPurchase", this::getPurchase)
                .on("createDownload", this::createDownload)
                .build();
    }

    private HttpResponse createOrder(HttpRequest request) throws Exception {
        String key = IdempotencyKeys.require(request);
        Cart cart = CartBody.read(request);
        String scope = cart.buyer().map(buyer -> "user " + buyer.text()).orElse("guest");
        HttpResponse answer = keys.once(request, scope, key, id -> place(new OrderId(id), cart));
        return switch (answer.status()) {
            case 201 -> withToken(answer);
            case 202 -> withToken(answer.headers().containsKey("Idempotent-Replayed") ? asItStands(answer) : answer);
            default -> answer;
        };
    }

    /** Whoever was told to wait and asks again wants to know how it is by now. */
    private HttpResponse asItStands(HttpResponse queued) {
        OrderId id = orderOf(queued);
        HttpResponse now = library.order(id, new Reader.LinkHolder(links.token(id)))
                .map(entry -> entry.order().needsPage()
                        ? queued(entry.order())
                        : HttpResponse.created("/v1/orders/" + id.text(), OrderView.of(entry)))
                .orElse(queued);
        return now.with("Idempotent-Replayed", "true");
    }

    private HttpResponse queued(Order order) {
        return HttpResponse.json(202, OrderView.of(library.entry(order)))
                .with("Location", "/v1/orders/" + order.id().text())
                .with("Retry-After", String.valueOf(QUEUE_PAUSE.toSeconds()));
    }

    private static OrderId orderOf(HttpResponse answer) {
        return OrderId.parse(Tree.of(body(answer)).path("id").text("")).orElseThrow();
    }

    private static String body(HttpResponse answer) {
        return answer.body() == null ? "{}" : answer.body();
    }

    private HttpResponse place(OrderId id, Cart cart) {
        return switch (checkout.start(id, cart)) {
            case CheckoutOutcome.Started(Order order) ->
                HttpResponse.created("/v1/orders/" + order.id().text(), OrderView.of(library.entry(order)));
            case CheckoutOutcome.Queued(Order order) -> queued(order);
            case CheckoutOutcome.NotForSale notForSale ->
                throw new Refused(Problem.field(
                        409,
                        "product_not_for_sale",
                        "items[" + notForSale.index() + "].product_id",
                        "names a product that is not for sale"));
            case CheckoutOutcome.VariantRequired required ->
                throw new Refused(Problem.field(
                        422,
                        "variant_required",
                        "items[" + required.index() + "].variant_id",
                        "is required: the product is sold in variants. Choose one of those on its page"));
            case CheckoutOutcome.VariantNotForSale variant ->
                throw new Refused(Problem.field(
                        409,
                        "variant_not_for_sale",
                        "items[" + variant.index() + "].variant_id",
                        "names no variant of the product that is for sale. Look at its page again"));
            case CheckoutOutcome.PartNotForSale bundle ->
                throw new Refused(Problem.field(
                        409,
                        "part_not_for_sale",
                        "items[" + bundle.index() + "].product_id",
                        "names a bundle of which a part is not for sale just now: " + bundle.part()));
            case CheckoutOutcome.PriceChanged changed ->
                throw new Refused(Problem.field(
                        409,
                        "price_changed",
                        "items[" + changed.index() + "].price",
                        "is another one by now, " + changed.now().display()
                                + ": show it to the buyer and order again"));
            case CheckoutOutcome.BelowPrice below ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "items[" + below.index() + "].price.amount",
                        "below_minimum",
                        "must be at least " + below.least().display()))));
            case CheckoutOutcome.SellerCannotBePaid cutOff ->
                throw new Refused(Problem.field(
                        409,
                        "seller_cannot_be_paid",
                        "items[" + cutOff.index() + "].product_id",
                        "is sold by somebody who can take no money just now"));
            case CheckoutOutcome.OnVacation away ->
                throw new Refused(Problem.field(
                        409,
                        "store_on_vacation",
                        "items[" + away.index() + "].product_id",
                        "is of a store whose seller is away: its page says until when"));
            case CheckoutOutcome.AlreadyBought bought ->
                throw new Refused(Problem.field(
                        409,
                        "already_bought",
                        "items[" + bought.index() + "].product_id",
                        "is the buyer's already, by order " + bought.order().text()
                                + ": send buy_again to buy it once more"));
            case CheckoutOutcome.AlreadyOrdered ordered ->
                throw new Refused(Problem.field(
                        409,
                        "already_ordered",
                        "items[" + ordered.index() + "].product_id",
                        "waits for payment already, in order " + ordered.order().text()
                                + ": pay that, or send buy_again to buy it once more"));
            case CheckoutOutcome.DiscountUsedUp _ ->
                throw new Refused(discount(409, "discount_used_up", "was used as often as it can be"));
            case CheckoutOutcome.DiscountUsedUpByBuyer _ ->
                throw new Refused(
                        discount(409, "discount_used_up_by_you", "was used by this buyer as often as one buyer can"));
            case CheckoutOutcome.UnknownDiscount _ ->
                throw new Refused(discount(422, "unknown_discount", "is no discount of the stores in this cart"));
            case CheckoutOutcome.DiscountNotNow _ ->
                throw new Refused(discount(422, "discount_not_current", "is not good yet, or no more"));
            case CheckoutOutcome.DiscountForOthers _ ->
                throw new Refused(
                        discount(422, "discount_not_applicable", "takes nothing off the products in this cart"));
            case CheckoutOutcome.NotChargeable no ->
                throw new Refused(Problem.field(
                        422,
                        "total_not_chargeable",
                        "items",
                        "must be free together, or " + no.why().must() + " together"));
            case CheckoutOutcome.MixedCurrencies mixed ->
                throw new Refused(Problem.field(
                        422,
                        "mixed_currencies",
                        "items[" + mixed.index() + "].product_id",
                        "has another currency than the first item: order it by itself"));
            case CheckoutOutcome.TooMuch _ ->
                throw new Refused(Problem.field(
                        422, "total_too_large", "items", "cost more together than can be charged at once"));
            case CheckoutOutcome.PaymentsUnavailable _ ->
                throw new Refused(Problem.of(
                                503,
                                "payments_unavailable",
                                "The payment page cannot be opened just now. Send the same request again, with the same"
                                        + " Idempotency-Key.")
                        .retryAfter(STRIPE_PAUSE));
        };
    }

    private static Problem discount(int status, String code, String message) {
        return Problem.field(status, code, "discount_code", message);
    }

    /** The token is added to the answer rather than kept in it: what is stored for a replay must open nothing. */
    private HttpResponse withToken(HttpResponse answer) {
        return new HttpResponse(
                answer.status(),
                answer.headers(),
                Json.plus(
                        body(answer),
                        "purchase_token",
                        links.token(orderOf(answer)).reveal()));
    }

    private HttpResponse getOrder(HttpRequest request) {
        OrderId id = request.pathId("order_id", "order", OrderId::parse);
        return library.order(id, request.reader())
                .map(entry -> HttpResponse.ok(OrderView.of(entry)))
                .orElseThrow(() -> new Refused(Problem.notFound("order")));
    }

    private HttpResponse listOrders(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<OrderId> before = cursors.read(request, "orders").flatMap(OrderId::parse);
        List<Library.OrderEntry> found = library.orders(request.caller().id(), before, limit + 1);
        List<OrderView> views = found.stream().map(OrderView::of).toList();
        return Page.of(
                        views,
                        limit,
                        OrderView::weight,
                        last -> cursors.write("orders", last.id().text()))
                .response(request);
    }

    private HttpResponse listPurchases(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<PurchaseId> before = cursors.read(request, "purchases").flatMap(PurchaseId::parse);
        List<Library.PurchaseEntry> found = library.purchases(request.reader(), before, limit + 1)
                .orElseThrow(() -> new Refused(Problem.field(
                        401,
                        "token_invalid",
                        "Purchase-Token",
                        "opens nothing: take it from the newest receipt, or sign in")));
        List<PurchaseView> views = found.stream().map(PurchaseView::of).toList();
        return Page.of(
                        views,
                        limit,
                        PurchaseView::weight,
                        last -> cursors.write("purchases", last.id().text()))
                .response(request);
    }

    private HttpResponse getPurchase(HttpRequest request) {
        PurchaseId id = request.pathId("purchase_id", "purchase", PurchaseId::parse);
        return library.purchase(id, request.reader())
                .map(entry -> HttpResponse.ok(PurchaseView.of(entry)))
                .orElseThrow(() -> new Refused(Problem.notFound("purchase")));
    }

    private record DownloadBody(@Nullable String fileId) {}

    private record DownloadView(URI url, Instant expiresAt, int downloadsLeft) {}

    private HttpResponse createDownload(HttpRequest request) {
        Reader reader = request.reader();
        PurchaseId id = request.pathId("purchase_id", "purchase", PurchaseId::parse);
        Fields fields = new Fields();
        Optional<FileId> file = fields.require(
                "file_id", request.json(DownloadBody.class).fileId(), "be the id of a file, fil_…", FileId::parse);
        fields.check();
        Visit visit = new Visit(request.sourceIp(), request.header("User-Agent"));
        return switch (downloads.grant(reader, id, file.orElseThrow(), visit)) {
            case DownloadOutcome.Granted granted ->
                HttpResponse.json(
                        201,
                        new DownloadView(granted.link().url(), granted.link().expiresAt(), granted.downloadsLeft()));
            case DownloadOutcome.NoSuchPurchase _ -> throw new Refused(Problem.notFound("purchase"));
            case DownloadOutcome.NoSuchFile _ ->
                throw new Refused(Problem.field(422, "unknown_file", "file_id", "names no file of this purchase"));
            case DownloadOutcome.UsedUp _ ->
                throw new Refused(Problem.of(
                        403,
                        "download_limit_reached",
                        "Every download of this purchase has been used. Ask the seller for more."));
            case DownloadOutcome.Revoked _ ->
                throw new Refused(Problem.of(403, "purchase_revoked", "This purchase was taken back."));
        };
    }
}
