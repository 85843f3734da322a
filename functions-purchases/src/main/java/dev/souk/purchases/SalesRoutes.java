package dev.souk.purchases;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.QueryFilters;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.CustomerId;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.sales.Customer;
import dev.souk.purchases.sales.Place;
import dev.souk.purchases.sales.ReceiptDesk;
import dev.souk.purchases.sales.ResendOutcome;
import dev.souk.purchases.sales.Sale;
import dev.souk.purchases.sales.SaleFilter;
import dev.souk.purchases.sales.StoreSales;
import java.util.List;
import java.util.Optional;

/** The operations about what a store has sold. */
final class SalesRoutes {
    private final StoreSales sales;
    private final ReceiptDesk receipts;
    private final StoreRoutes stores;
    private final Cursors cursors;

    SalesRoutes(PurchasesRuntime runtime) {
        this.sales = runtime.sales();
        this.receipts = runtime.receiptDesk();
        this.stores = runtime.storeRoutes();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listSales", this::listSales)
                .on("getSale", this::getSale)
                .on("resendReceipt", this::resendReceipt)
                .on("listCustomers", this::listCustomers)
                .on("getCustomer", this::getCustomer);
    }

    private HttpResponse listSales(HttpRequest request) {
        Store store = stores.of(request);
        int limit = Cursors.limit(request);
        SaleFilter filter = filter(request);
        String list = "sales " + store.id().text() + " " + filter.text();
        Optional<Place> before = cursors.read(request, list).flatMap(Place::parse);
        List<Sale> found = sales.newest(store.id(), filter, before, limit + 1);
        return Page.of(
                        found.stream().map(SaleViews.SaleView::of).toList(),
                        limit,
                        _ -> SaleViews.WEIGHT,
                        last -> cursors.write(
                                list, new Place(last.soldAt(), last.orderId().value()).text()))
                .response(request);
    }

    private static SaleFilter filter(HttpRequest request) {
        return new SaleFilter(
                QueryFilters.find(request, "product", "be the id of a product, prd_…", ProductId::parse),
                QueryFilters.find(
                        request, "state", "be paid, partially_refunded, refunded or disputed", Sale.State::parse),
                QueryFilters.time(request, "from"),
                QueryFilters.time(request, "until"),
                QueryFilters.find(request, "email", "be an e-mail address", EmailAddress::parse),
                QueryFilters.find(request, "discount", "be the id of a discount, dsc_…", DiscountId::parse));
    }

    private HttpResponse getSale(HttpRequest request) {
        Store store = stores.of(request);
        OrderId order = request.pathId("order_id", "sale", OrderId::parse);
        return sales.detail(store.id(), order)
                .map(detail -> HttpResponse.ok(SaleViews.SaleDetailView.of(detail)))
                .orElseThrow(() -> new Refused(Problem.notFound("sale")));
    }

    private HttpResponse resendReceipt(HttpRequest request) {
        Store store = stores.of(request);
        OrderId order = request.pathId("order_id", "sale", OrderId::parse);
        return switch (receipts.resend(store.id(), order)) {
            case ResendOutcome.Sent sent -> HttpResponse.ok(new SaleViews.ReceiptSentView(sent.times(), sent.next()));
            case ResendOutcome.NoSuchSale _ -> throw new Refused(Problem.notFound("sale"));
            case ResendOutcome.TooSoon soon ->
                throw new Refused(Problem.of(
                                429,
                                "receipt_sent_already",
                                "This receipt was sent again a short while ago. Give it time to arrive.")
                        .retryAfter(soon.left()));
        };
    }

    private HttpResponse listCustomers(HttpRequest request) {
        Store store = stores.of(request);
        int limit = Cursors.limit(request);
        String list = "customers " + store.id().text();
        Optional<Place> before = cursors.read(request, list).flatMap(Place::parse);
        List<Customer> found = sales.customers(store.id(), before, limit + 1);
        return Page.of(
                        found.stream().map(SaleViews.CustomerView::of).toList(),
                        limit,
                        _ -> SaleViews.WEIGHT,
                        last -> cursors.write(
                                list, new Place(last.lastSaleAt(), last.id().value()).text()))
                .response(request);
    }

    private HttpResponse getCustomer(HttpRequest request) {
        Store store = stores.of(request);
        CustomerId customer = request.pathId("customer_id", "customer", CustomerId::parse);
        return sales.customer(store.id(), customer)
                .map(found -> HttpResponse.ok(SaleViews.CustomerView.of(found)))
                .orElseThrow(() -> new Refused(Problem.notFound("customer")));
    }
}
