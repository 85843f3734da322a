package dev.souk.users;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.takedown.TakedownPages;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.users.takedown.TakeDownStore;

/** Takedowns of stores: by the platform's admins, and what owners hear and say of them. */
final class TakedownRoutes {
    private final TakeDownStore taking;
    private final Takedowns takedowns;
    private final Stores stores;
    private final Members members;
    private final Cursors cursors;

    TakedownRoutes(UsersRuntime runtime) {
        this.taking = runtime.takeDownStore();
        this.takedowns = runtime.takedowns();
        this.stores = runtime.stores();
        this.members = runtime.members();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("takeDownStore", this::takeDown)
                .on("decideStoreTakedown", this::decide)
                .on("listStoreTakedowns", request -> TakedownPages.list(request, cursors, takedowns))
                .on("getStoreTakedown", this::get)
                .on("appealStoreTakedown", this::appeal);
    }

    private HttpResponse takeDown(HttpRequest request) {
        return taking.takeDown(request.caller().id(), request.pathParameter("store"), TakedownPages.wish(request))
                .map(TakedownPages::begun)
                .orElseThrow(() -> new Refused(Problem.notFound("store")));
    }

    private HttpResponse decide(HttpRequest request) {
        return taking.decide(request.caller().id(), request.pathParameter("store"), TakedownPages.decision(request))
                .map(TakedownPages::decided)
                .orElseThrow(() -> new Refused(Problem.notFound("store")));
    }

    private HttpResponse get(HttpRequest request) {
        return TakedownPages.one(takedowns.standing(own(request).id()).orElseThrow(TakedownPages::none));
    }

    private HttpResponse appeal(HttpRequest request) {
        String text = TakedownPages.appeal(request);
        Store store = own(request);
        return TakedownPages.appealed(taking.appeal(request.seller(), store.id().text(), text));
    }

    private Store own(HttpRequest request) {
        String slugOrId = request.pathParameter("store");
        return stores.find(slugOrId, request.seller())
                .map(Membership::store)
                .orElseThrow(() -> request.notFor(members.role(request.caller().id(), slugOrId), "store"));
    }
}
