package dev.souk.catalog;

import dev.souk.catalog.notice.NotifyBuyers;
import dev.souk.catalog.notice.NotifyBuyersOutcome;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Instant;

/** The operation that has buyers told of a file. */
final class NoticeRoutes {
    private final NotifyBuyers notifying;
    private final Products products;

    NoticeRoutes(CatalogRuntime runtime) {
        this.notifying = runtime.notifyBuyers();
        this.products = Products.in(runtime.database());
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("notifyBuyers", this::notifyBuyers);
    }

    private record NoticeView(FileId fileId, Instant requestedAt) {}

    private HttpResponse notifyBuyers(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        FileId id = request.pathId("file_id", "file", FileId::parse);
        return switch (notifying.request(request.seller(), product, id)) {
            case NotifyBuyersOutcome.Requested(FileId file, Instant at) -> HttpResponse.ok(new NoticeView(file, at));
            case NotifyBuyersOutcome.NoSuchFile _ ->
                throw request.notFor(products.role(product, request.caller().id()), "file");
            case NotifyBuyersOutcome.NotForBuyers _ ->
                throw new Refused(Problem.of(
                        409,
                        "not_for_buyers",
                        "Buyers cannot get this file: it is a cover, was rejected, or was withdrawn."));
            case NotifyBuyersOutcome.TooMany(Instant freeAt) ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_notices",
                        "The buyers of a product are told of " + NotifyBuyers.MOST
                                + " files a day. The next can be asked for at " + freeAt + "."));
        };
    }
}
