package dev.souk.purchases;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.ExportId;
import dev.souk.model.ProductId;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.sales.Sale;
import dev.souk.purchases.sales.SaleFilter;
import dev.souk.purchases.sales.export.Export;
import dev.souk.purchases.sales.export.ExportDesk;
import dev.souk.purchases.sales.export.ExportOutcome;
import dev.souk.purchases.sales.export.ExportOutcome.Opened;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations about exports of what a store has sold. */
final class ExportRoutes {
    private static final int WEIGHT = 500;
    private static final int LONGEST_TOKEN = 100;

    private final ExportDesk desk;
    private final StoreRoutes stores;
    private final IdempotencyKeys keys;
    private final Cursors cursors;

    ExportRoutes(PurchasesRuntime runtime) {
        this.desk = runtime.exports();
        this.stores = runtime.storeRoutes();
        this.keys = runtime.idempotencyKeys();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createExport", this::createExport)
                .on("listExports", this::listExports)
                .on("getExport", this::getExport)
                .on("downloadExport", this::downloadExport)
                .on("openExport", this::openExport);
    }

    /** {@code Export} in the contract. */
    private record ExportView(
            ExportId id,
            String state,
            Optional<ProductId> productId,
            Optional<String> saleState,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<DiscountId> discountId,
            long rows,
            long size,
            Instant createdAt,
            Optional<Instant> readyAt,
            Instant expiresAt) {
        static ExportView of(Export export) {
            return new ExportView(
                    export.id(),
                    export.state().text(),
                    export.filter().product(),
                    export.filter().state().map(Sale.State::text),
                    export.filter().from(),
                    export.filter().until(),
                    export.filter().discount(),
                    export.rows(),
                    export.bytes(),
                    export.createdAt(),
                    export.readyAt(),
                    export.expiresAt());
        }
    }

    private record DownloadView(URI url, Instant expiresAt) {}

    private record TokenBody(@Nullable String token) {}

    private HttpResponse createExport(HttpRequest request) throws Exception {
        Store store = stores.of(request);
        String key = IdempotencyKeys.require(request);
        SaleFilter filter = ExportBody.read(request);
        Caller caller = request.caller();
        EmailAddress to = caller.email().filter(_ -> caller.emailVerified()).orElse(store.contact());
        return keys.once(request, "user " + caller.id().text(), key, id -> switch (desk.ask(
                new ExportId(id), store.id(), caller.id(), to, filter)) {
            case ExportOutcome.Asked(Export export) ->
                HttpResponse.created(
                        "/v1/stores/" + request.pathParameter("store") + "/exports/"
                                + export.id().text(),
                        ExportView.of(export));
            case ExportOutcome.TooMany(int most) ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_exports",
                        most + " exports of this store are being written. Wait for one of them."));
        });
    }

    private HttpResponse listExports(HttpRequest request) {
        Store store = stores.of(request);
        int limit = Cursors.limit(request);
        String list = "exports " + store.id().text();
        Optional<ExportId> before = cursors.read(request, list).flatMap(ExportId::parse);
        List<Export> found = desk.of(store.id(), before, limit + 1);
        return Page.of(
                        found.stream().map(ExportView::of).toList(),
                        limit,
                        _ -> WEIGHT,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private HttpResponse getExport(HttpRequest request) {
        Store store = stores.of(request);
        return desk.find(store.id(), request.pathId("export_id", "export", ExportId::parse))
                .map(export -> HttpResponse.ok(ExportView.of(export)))
                .orElseThrow(() -> new Refused(Problem.notFound("export")));
    }

    private HttpResponse downloadExport(HttpRequest request) {
        Store store = stores.of(request);
        return answer(desk.open(store.id(), request.pathId("export_id", "export", ExportId::parse)));
    }

    private HttpResponse openExport(HttpRequest request) {
        ExportId id = request.pathId("export_id", "export", ExportId::parse);
        Fields fields = new Fields();
        String token = fields.line("token", request.json(TokenBody.class).token(), 1, LONGEST_TOKEN);
        fields.check();
        return answer(desk.open(id, token));
    }

    private static HttpResponse answer(Opened opened) {
        return switch (opened) {
            case Opened.Link link -> HttpResponse.json(201, new DownloadView(link.url(), link.expiresAt()));
            case Opened.NoSuchExport _ -> throw new Refused(Problem.notFound("export"));
            case Opened.NotReady _ ->
                throw new Refused(Problem.of(
                        409,
                        "export_not_ready",
                        "This export is still being written. An e-mail says when it is there."));
        };
    }
}
