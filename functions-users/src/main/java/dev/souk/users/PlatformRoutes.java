package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.users.fee.SetFee;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What those do with stores who run the platform; that it is them, the kit has seen to. */
final class PlatformRoutes {
    /** Half of what buyers pay. More would be a slip of the keys. */
    private static final int HIGHEST_FEE = 5_000;

    private final PlatformStores stores;
    private final SetFee fees;

    PlatformRoutes(UsersRuntime runtime) {
        this.stores = runtime.platformStores();
        this.fees = runtime.setFee();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("getStoreAsAdmin", this::get)
                .on("setStoreFee", this::setFee)
                .on("resetStoreFee", this::resetFee);
    }

    private HttpResponse get(HttpRequest request) {
        return answer(stores.find(request.pathParameter("store")));
    }

    private HttpResponse setFee(HttpRequest request) {
        Fields fields = new Fields();
        long fee = fields.number("basis_points", request.json(FeeBody.class).basisPoints(), 0, HIGHEST_FEE);
        fields.check();
        return answer(fees.set(request.caller().id(), request.pathParameter("store"), Optional.of((int) fee)));
    }

    private HttpResponse resetFee(HttpRequest request) {
        if (fees.set(request.caller().id(), request.pathParameter("store"), Optional.empty())
                .isEmpty()) {
            throw noSuchStore();
        }
        return HttpResponse.empty();
    }

    private static HttpResponse answer(Optional<PlatformStore> store) {
        return HttpResponse.ok(AdminStoreView.of(store.orElseThrow(PlatformRoutes::noSuchStore)));
    }

    private static Refused noSuchStore() {
        return new Refused(Problem.notFound("store"));
    }

    private record FeeBody(@Nullable Long basisPoints) {}

    /** {@code AdminStore} in the contract. */
    private record AdminStoreView(
            StoreId id,
            String slug,
            String name,
            UserId ownerId,
            EmailAddress contactEmail,
            Optional<Integer> feeBasisPoints,
            Optional<Instant> takenDownAt,
            Instant createdAt) {
        static AdminStoreView of(PlatformStore store) {
            return new AdminStoreView(
                    store.id(),
                    store.slug(),
                    store.name(),
                    store.owner(),
                    store.contactEmail(),
                    store.fee(),
                    store.takenDownAt(),
                    store.createdAt());
        }
    }
}
