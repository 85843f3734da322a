package dev.souk.users;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.QueryFilters;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Members;
import dev.souk.model.AuditEntryId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The audit log: of a store, for its owner; of all of them, for the platform's admins. */
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
        return router.on("listAuditLog", this::list).on("listWholeAuditLog", this::listWhole);
    }

    private HttpResponse list(HttpRequest request) {
        String slugOrId = request.pathParameter("store");
        Store store = stores.find(slugOrId, request.seller())
                .map(Membership::store)
                .orElseThrow(() -> request.notFor(members.role(request.caller().id(), slugOrId), "store"));
        return page(
                request, "audit log of " + store.id().text(), AuditTrail.Filter.of(store.id()), EntryView::forOwner);
    }

    private HttpResponse listWhole(HttpRequest request) {
        Optional<UserId> actor = QueryFilters.find(request, "actor", "be the id of a user", UserId::parse);
        Optional<Instant> from = QueryFilters.time(request, "from");
        Optional<Instant> until = QueryFilters.time(request, "until");
        Optional<String> slugOrId = request.query("store");
        Optional<StoreId> store = slugOrId.flatMap(stores::find).map(Store::id);
        String list = "whole audit log\n" + slugOrId.orElse("") + "\n"
                + request.query("actor").orElse("") + "\n" + from + "\n" + until;
        if (slugOrId.isPresent() && store.isEmpty()) {
            var _ = Cursors.limit(request);
            var _ = cursors.read(request, list);
            return new Page<>(List.of(), Optional.empty()).response(request);
        }
        return page(request, list, new AuditTrail.Filter(store, actor, from, until), EntryView::forAdmin);
    }

    private HttpResponse page(
            HttpRequest request, String list, AuditTrail.Filter filter, Function<AuditTrail.Entry, EntryView> view) {
        int limit = Cursors.limit(request);
        Optional<AuditEntryId> before = cursors.read(request, list).flatMap(AuditEntryId::parse);
        List<EntryView> found =
                trail.find(filter, before, limit + 1).stream().map(view).toList();
        return Page.of(
                        found,
                        limit,
                        _ -> WEIGHT,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    /** {@code AuditEntry} and {@code AdminAuditEntry} in the contract. */
    private record EntryView(
            AuditEntryId id,
            Instant at,
            Optional<StoreId> storeId,
            Optional<Actor> actor,
            String act,
            String subject,
            Optional<String> detail,
            String requestId) {
        record Actor(UserId userId, Optional<String> displayName) {
            static Actor of(AuditTrail.Entry entry) {
                return new Actor(entry.actor(), Optional.of(entry.actorName()).filter(name -> !name.isEmpty()));
            }
        }

        /** A seller hears what the platform decided, and not which of its people did: that would be somebody to be angry at. */
        static EntryView forOwner(AuditTrail.Entry entry) {
            return of(entry, Optional.empty(), entry.isPlatforms() ? Optional.empty() : Optional.of(Actor.of(entry)));
        }

        static EntryView forAdmin(AuditTrail.Entry entry) {
            return of(entry, Optional.of(entry.store()), Optional.of(Actor.of(entry)));
        }

        private static EntryView of(AuditTrail.Entry entry, Optional<StoreId> store, Optional<Actor> actor) {
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    store,
                    actor,
                    entry.act(),
                    entry.subject(),
                    Optional.of(entry.detail()).filter(text -> !text.isEmpty()),
                    entry.requestId());
        }
    }
}
