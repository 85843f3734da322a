package dev.souk.users;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.users.editing.EditStore;
import dev.souk.users.editing.EditStoreOutcome;
import dev.souk.users.opening.OpenStore;
import dev.souk.users.opening.OpenStoreOutcome;
import dev.souk.users.payout.OnboardingOutcome;
import dev.souk.users.payout.StartOnboarding;
import dev.souk.users.profile.OwnProfile;
import dev.souk.users.profile.RenameOutcome;
import dev.souk.users.vacation.TakeVacation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of this function: requests in, use cases, their endings out. */
final class UsersRoutes {
    private static final Duration STRIPE_PAUSE = Duration.ofSeconds(2);

    private final OwnProfile profile;
    private final OpenStore opening;
    private final EditStore editing;
    private final TakeVacation vacations;
    private final Stores stores;
    private final Members members;
    private final Cursors cursors;
    private final StartOnboarding onboarding;
    private final PayoutAccounts payoutAccounts;
    private final Clock clock;

    UsersRoutes(UsersRuntime runtime) {
        this.profile = runtime.ownProfile();
        this.opening = runtime.openStore();
        this.editing = runtime.editStore();
        this.vacations = runtime.takeVacation();
        this.stores = runtime.stores();
        this.members = runtime.members();
        this.cursors = runtime.cursors();
        this.onboarding = runtime.startOnboarding();
        this.payoutAccounts = runtime.payoutAccounts();
        this.clock = runtime.clock();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("getMe", this::getMe)
                .on("updateMe", this::updateMe)
                .on("createStore", this::createStore)
                .on("getStore", this::getStore)
                .on("updateStore", this::updateStore)
                .on("beginVacation", this::beginVacation)
                .on("endVacation", this::endVacation)
                .on("listMyStores", this::listMyStores)
                .on("startPayoutOnboarding", this::startPayoutOnboarding)
                .on("getPayoutAccount", this::getPayoutAccount);
    }

    private HttpResponse getMe(HttpRequest request) {
        return answer(profile.see(request.caller()));
    }

    private HttpResponse updateMe(HttpRequest request) {
        int version = request.ifMatch();
        Fields fields = new Fields();
        String name =
                fields.line("display_name", request.json(ProfileBody.class).displayName(), 1, Profile.LONGEST_NAME);
        fields.check();
        return switch (profile.rename(request.caller(), version, name)) {
            case RenameOutcome.Renamed(Profile renamed) -> answer(renamed);
            case RenameOutcome.Stale _ -> throw new Refused(Problems.stale());
        };
    }

    private HttpResponse createStore(HttpRequest request) {
        return switch (opening.open(request.caller(), StoreBody.draft(request))) {
            case OpenStoreOutcome.Opened(Store store) ->
                HttpResponse.created(
                                "/v1/stores/" + store.slug(),
                                StoreView.forMember(new Membership(store, StoreRole.OWNER)))
                        .version(store.version());
            case OpenStoreOutcome.SlugTaken _ -> throw new Refused(slugTaken());
            case OpenStoreOutcome.NoContact _ ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "contact_email", "required", "is required, since your token has no e-mail address"))));
        };
    }

    private HttpResponse getStore(HttpRequest request) {
        Store store = stores.find(request.pathParameter("store"))
                .filter(found -> found.takenDownAt().isEmpty())
                .orElseThrow(() -> new Refused(Problem.notFound("store")));
        return HttpResponse.ok(StoreView.forEverybody(store)).version(store.version());
    }

    private HttpResponse updateStore(HttpRequest request) {
        int version = request.ifMatch();
        EditStore.Patch patch = StoreBody.patch(request);
        String slugOrId = request.pathParameter("store");
        Seller editor = patch.isOwners() ? request.seller().as(StoreRole.OWNER) : request.seller();
        return switch (editing.edit(editor, slugOrId, version, patch)) {
            case EditStoreOutcome.Edited(Membership edited) ->
                HttpResponse.ok(StoreView.forMember(edited))
                        .version(edited.store().version());
            case EditStoreOutcome.NoSuchStore _ -> throw notFor(editor, slugOrId);
            case EditStoreOutcome.Stale _ -> throw new Refused(Problems.stale());
            case EditStoreOutcome.SlugTaken _ -> throw new Refused(slugTaken());
            case EditStoreOutcome.CurrencyInUse _ ->
                throw new Refused(Problem.field(
                        409,
                        "currency_in_use",
                        "currency",
                        "cannot change while a product is published: take all of them out of the shop first"));
        };
    }

    private HttpResponse beginVacation(HttpRequest request) {
        Instant now = clock.instant();
        Vacation vacation = VacationBody.read(request, now);
        Store store = own(request);
        if (!vacations.begin(request.seller(), store.id(), vacation)) {
            throw notFor(request.seller(), request.pathParameter("store"));
        }
        return stores.find(store.id().text())
                .flatMap(Store::vacation)
                .map(begun -> HttpResponse.ok(StoreView.VacationView.of(begun)))
                // Somebody has ended it meanwhile: what was asked for was so, for a moment.
                .orElseGet(() -> HttpResponse.ok(StoreView.VacationView.of(vacation)));
    }

    /** Ending what is over is no mistake. */
    private HttpResponse endVacation(HttpRequest request) {
        vacations.end(request.seller(), own(request).id());
        return HttpResponse.empty();
    }

    private Store own(HttpRequest request) {
        String slugOrId = request.pathParameter("store");
        return stores.find(slugOrId, request.seller())
                .map(Membership::store)
                .orElseThrow(() -> notFor(request.seller(), slugOrId));
    }

    private HttpResponse listMyStores(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<StoreId> before = cursors.read(request, "my_stores").flatMap(StoreId::parse);
        List<StoreView> found = stores.of(request.caller().id(), before, limit + 1).stream()
                .map(StoreView::forMember)
                .toList();
        return Page.of(
                        found,
                        limit,
                        StoreView::weight,
                        last -> cursors.write("my_stores", last.id().text()))
                .response(request);
    }

    private HttpResponse startPayoutOnboarding(HttpRequest request) {
        String country = PayoutAccountBody.country(request);
        return switch (onboarding.start(request.seller(), request.pathParameter("store"), country)) {
            case OnboardingOutcome.Started(PayoutAccount account, SellerAccounts.Link link) ->
                HttpResponse.ok(PayoutAccountView.Onboarding.of(account, link));
            case OnboardingOutcome.NoSuchStore _ -> throw notFor(request.seller(), request.pathParameter("store"));
            case OnboardingOutcome.OtherCountry(String first) ->
                throw new Refused(Problem.field(
                        409,
                        "country_fixed",
                        "country",
                        "is not that of the payout account, which is in " + first + " and stays there"));
            case OnboardingOutcome.CountryRefused _ ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "country", "unsupported", "is not one where sellers can be paid: choose another"))));
            case OnboardingOutcome.Unavailable _ ->
                throw new Refused(Problem.of(
                                503,
                                "payments_unavailable",
                                "The payment provider cannot be reached just now. Send the same request again: there is"
                                        + " never more than one account.")
                        .retryAfter(STRIPE_PAUSE));
        };
    }

    private HttpResponse getPayoutAccount(HttpRequest request) {
        Store store = own(request);
        return HttpResponse.ok(
                payoutAccounts.find(store.id()).map(PayoutAccountView::of).orElseGet(PayoutAccountView::none));
    }

    private Refused notFor(Seller seller, String slugOrId) {
        return HttpRequest.notFor(seller.roles(), members.role(seller.id(), slugOrId), "store");
    }

    private static HttpResponse answer(Profile profile) {
        return HttpResponse.ok(ProfileView.of(profile)).version(profile.version());
    }

    private static Problem slugTaken() {
        FieldError taken = new FieldError("slug", "duplicate", "is taken");
        return new Problem(
                409, "slug_taken", "Another store has this address: choose another.", List.of(taken), Optional.empty());
    }

    private record ProfileBody(@Nullable String displayName) {}
}
