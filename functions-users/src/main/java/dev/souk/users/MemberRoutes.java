package dev.souk.users;

import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.users.member.Invite;
import dev.souk.users.member.InviteOutcome;
import dev.souk.users.member.JoinOutcome;
import dev.souk.users.member.JoinStore;
import dev.souk.users.member.ManageMembers;
import java.util.List;

/** The operations on a store's members and on invitations to become one. There are never many, so their lists have one page. */
final class MemberRoutes {
    private final Invite inviting;
    private final JoinStore joining;
    private final ManageMembers managing;
    private final Stores stores;
    private final Staff staff;
    private final Invitations invitations;
    private final Members members;
    private final Log log;

    MemberRoutes(UsersRuntime runtime) {
        this.inviting = runtime.invite();
        this.joining = runtime.joinStore();
        this.managing = runtime.manageMembers();
        this.stores = runtime.stores();
        this.staff = runtime.staff();
        this.invitations = runtime.invitations();
        this.members = runtime.members();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listMembers", this::list)
                .on("changeMember", this::change)
                .on("removeMember", this::remove)
                .on("leaveStore", this::leave)
                .on("inviteMember", this::invite)
                .on("listInvitations", this::listInvitations)
                .on("resendInvitation", this::resend)
                .on("revokeInvitation", this::revoke)
                .on("acceptInvitation", this::accept);
    }

    private HttpResponse list(HttpRequest request) {
        Membership own = own(request);
        return HttpResponse.ok(new Items<>(staff.of(own.store().id()).stream()
                .map(member -> MemberViews.MemberView.of(member, own.role()))
                .toList()));
    }

    private HttpResponse change(HttpRequest request) {
        StoreRole role = MemberBody.role(request);
        Store store = own(request).store();
        UserId user = member(request);
        refuseOwner(store, user);
        if (!managing.change(request.seller(), store.id(), user, role)) {
            throw noSuchMember();
        }
        log.info("member.changed", "store", store.id(), "member", user, "role", role.text());
        return staff.of(store.id()).stream()
                .filter(member -> member.id().equals(user))
                .findFirst()
                .map(member -> HttpResponse.ok(MemberViews.MemberView.of(member, StoreRole.OWNER)))
                .orElseThrow(MemberRoutes::noSuchMember);
    }

    private HttpResponse remove(HttpRequest request) {
        Store store = own(request).store();
        UserId user = member(request);
        refuseOwner(store, user);
        if (!managing.remove(request.seller(), store.id(), user)) {
            throw noSuchMember();
        }
        log.info("member.removed", "store", store.id(), "member", user);
        return HttpResponse.empty();
    }

    private HttpResponse leave(HttpRequest request) {
        Store store = own(request).store();
        UserId user = request.caller().id();
        refuseOwner(store, user);
        if (!managing.leave(store.id(), user)) {
            throw new Refused(Problem.notFound("store"));
        }
        log.info("member.left", "store", store.id(), "member", user);
        return HttpResponse.empty();
    }

    private HttpResponse invite(HttpRequest request) {
        MemberBody.Wish wish = MemberBody.invitation(request);
        InviteOutcome outcome =
                inviting.invite(request.seller(), request.pathParameter("store"), wish.email(), wish.role());
        return HttpResponse.json(201, view(request, outcome));
    }

    private HttpResponse resend(HttpRequest request) {
        return HttpResponse.ok(
                view(request, inviting.again(request.seller(), request.pathParameter("store"), invitation(request))));
    }

    private MemberViews.InvitationView view(HttpRequest request, InviteOutcome outcome) {
        return switch (outcome) {
            case InviteOutcome.Invited(Invitation invitation) -> {
                log.info(
                        "member.invited",
                        "invitation",
                        invitation.id(),
                        "role",
                        invitation.role().text());
                yield MemberViews.InvitationView.of(invitation);
            }
            case InviteOutcome.NoSuchStore _ -> throw notFor(request);
            case InviteOutcome.NoSuchInvitation _ -> throw noSuchInvitation();
            case InviteOutcome.InvitedAlready _ ->
                throw new Refused(Problem.field(
                        409, "already_invited", "email", "is invited: have the letter sent again, or revoke it first"));
            case InviteOutcome.MemberAlready _ ->
                throw new Refused(Problem.field(409, "already_member", "email", "is that of a member"));
            case InviteOutcome.TooMany _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_invitations",
                        "There can be " + Invite.MOST_OPEN + " open invitations: revoke one that is not needed."));
            case InviteOutcome.TooManyLetters _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_letters",
                        "An invitation can have " + Invite.MOST_LETTERS + " letters, and a store's "
                                + Invite.MOST_IN_A_DAY + " a day."));
        };
    }

    private HttpResponse listInvitations(HttpRequest request) {
        return HttpResponse.ok(new Items<>(invitations.of(own(request).store().id()).stream()
                .map(MemberViews.InvitationView::of)
                .toList()));
    }

    private HttpResponse revoke(HttpRequest request) {
        Store store = own(request).store();
        InvitationId id = invitation(request);
        if (!managing.revoke(request.seller(), store.id(), id)) {
            throw noSuchInvitation();
        }
        log.info("invitation.revoked", "invitation", id);
        return HttpResponse.empty();
    }

    private HttpResponse accept(HttpRequest request) {
        return switch (joining.join(request.caller(), MemberBody.secret(request))) {
            case JoinOutcome.Joined(Membership membership) -> {
                log.info(
                        "member.joined",
                        "store",
                        membership.store().id(),
                        "member",
                        request.caller().id());
                yield HttpResponse.ok(StoreView.forMember(membership))
                        .version(membership.store().version());
            }
            case JoinOutcome.Unknown _ ->
                throw new Refused(Problem.invalid(List.of(new FieldError(
                        "token",
                        "unknown",
                        "is not that of an open invitation: it may be spent, or a newer letter"
                                + " has taken its place"))));
            case JoinOutcome.Expired _ ->
                throw new Refused(
                        Problem.of(409, "invitation_expired", "The invitation has expired: ask for another letter."));
            case JoinOutcome.MemberAlready _ ->
                throw new Refused(Problem.of(
                        409, "already_member", "You are a member of this store: its owner can change your role."));
        };
    }

    /** The store of the path, when the caller has one of the operation's roles in it. */
    private Membership own(HttpRequest request) {
        Seller seller = request.seller();
        return stores.find(request.pathParameter("store"), seller).orElseThrow(() -> notFor(request));
    }

    private Refused notFor(HttpRequest request) {
        return request.notFor(members.role(request.caller().id(), request.pathParameter("store")), "store");
    }

    private static void refuseOwner(Store store, UserId user) {
        if (store.owner().equals(user)) {
            throw new Refused(Problem.of(
                    409, "owner_fixed", "Who opened a store stays its owner: nobody else can be paid for it."));
        }
    }

    private static UserId member(HttpRequest request) {
        return request.pathId("user_id", "member", UserId::parse);
    }

    private static InvitationId invitation(HttpRequest request) {
        return request.pathId("invitation_id", "invitation", InvitationId::parse);
    }

    private static Refused noSuchMember() {
        return new Refused(Problem.notFound("member"));
    }

    private static Refused noSuchInvitation() {
        return new Refused(Problem.notFound("invitation"));
    }

    private record Items<T>(List<T> items) {}
}
