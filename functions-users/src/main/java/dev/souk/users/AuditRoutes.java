package dev.souk.users;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Members;
import dev.souk.model.AuditEntryId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit log of a store, for its owner. */
final class AuditRoutes {
    private static final int WEIGHT = 900;

    private final AuditTrail trail;
    private final Stores stores;
    private final Members members;
    private final Cursors cursors;

    AuditRoutes(UsersRuntime runtime) {
        this.trail = runtime.auditTrail();
        this.stores = runtime.stores();
        this.members = runtime.members();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listAuditLog", this::list);
    }

    private HttpResponse list(HttpRequest request) {
        int limit = Cursors.limit(request);
        String slugOrId = request.pathParameter("store");
        Store store = stores.find(slugOrId, request.seller())
                .map(Membership::store)
                .orElseThrow(() -> request.notFor(members.role(request.caller().id(), slugOrId), "store"));
        String list = "audit log of " + store.id().text();
        Optional<AuditEntryId> before = cursors.read(request, list).flatMap(AuditEntryId::parse);
        List<EntryView> found = trail.of(store.id(), before, limit + 1).stream()
                .map(EntryView::of)
                .toList();
        return Page.of(
                        found,
                        limit,
                        _ -> WEIGHT,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    /** {@code AuditEntry} in the contract. */
    private record EntryView(
            AuditEntryId id,
            Instant at,
            Actor actor,
            String act,
            String subject,
            Optional<String> detail,
            String requestId) {
        record Actor(UserId userId, Optional<String> displayName) {}

        static EntryView of(AuditTrail.Entry entry) {
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    new Actor(entry.actor(), Optional.of(entry.actorName()).filter(name -> !name.isEmpty())),
                    entry.act(),
                    entry.subject(),
                    Optional.of(entry.detail()).filter(text -> !text.isEmpty()),
                    entry.requestId());
        }
    }
}
