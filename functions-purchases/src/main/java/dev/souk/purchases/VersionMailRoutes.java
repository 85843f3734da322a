package dev.souk.purchases;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.version.VersionMailWishes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The operations by which buyers say whether they want to hear of new versions. */
final class VersionMailRoutes {
    private final Database database;
    private final PurchaseLinks links;
    private final Clock clock;

    VersionMailRoutes(Database database, PurchaseLinks links, Clock clock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("setVersionMails", this::setVersionMails).on("stopVersionMails", this::stopVersionMails);
    }

    private record WishBody(@Nullable Boolean wanted) {}

    private record WishView(boolean wanted) {}

    private HttpResponse setVersionMails(HttpRequest request) {
        PurchaseId id = id(request);
        Fields fields = new Fields();
        Boolean wanted = request.json(WishBody.class).wanted();
        if (wanted == null) {
            fields.wrong("wanted", "required", "is required");
        }
        fields.check();
        if (Purchases.in(database).find(id, request.reader()).isEmpty()) {
            throw noSuchPurchase();
        }
        set(id, Boolean.TRUE.equals(wanted));
        return HttpResponse.ok(new WishView(Boolean.TRUE.equals(wanted)));
    }

    /** What a mail program asks for when its user wants no more of these mails. */
    private HttpResponse stopVersionMails(HttpRequest request) {
        PurchaseId id = id(request);
        if (!links.stopsVersionMails(id, request.query("token").orElse(""))) {
            throw noSuchPurchase();
        }
        set(id, false);
        return HttpResponse.empty();
    }

    private void set(PurchaseId id, boolean wanted) {
        VersionMailWishes wishes = VersionMailWishes.in(database);
        if (wanted) {
            wishes.want(id);
        } else {
            wishes.refuse(id, clock.instant());
        }
    }

    private static PurchaseId id(HttpRequest request) {
        return request.pathId("purchase_id", "purchase", PurchaseId::parse);
    }

    private static Refused noSuchPurchase() {
        return new Refused(Problem.notFound("purchase"));
    }
}
