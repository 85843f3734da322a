package dev.souk.purchases;

import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.member.Members;
import dev.souk.purchases.Shops.Store;

/** The one place here that says whether the caller acts for a store. */
final class StoreRoutes {
    private final Shops shops;
    private final Members members;

    StoreRoutes(Shops shops, Members members) {
        this.shops = shops;
        this.members = members;
    }

    /** The store of the path, when the caller may act for it; another's does not exist for them. */
    Store of(HttpRequest request) {
        String store = request.pathParameter("store");
        return shops.store(store, request.seller())
                .orElseThrow(() -> request.notFor(members.role(request.caller().id(), store), "store"));
    }
}
