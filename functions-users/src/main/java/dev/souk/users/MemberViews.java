package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** Members and invitations as the contract writes them. */
final class MemberViews {
    private MemberViews() {}

    /** {@code Member} in the contract. */
    record MemberView(
            UserId userId, Optional<String> displayName, Optional<EmailAddress> email, String role, Instant since) {
        /** Addresses are for the owner's eyes, who has written to them. */
        static MemberView of(Member member, StoreRole viewer) {
            return new MemberView(
                    member.id(),
                    Optional.of(member.name()).filter(name -> !name.isEmpty()),
                    member.email().filter(_ -> viewer == StoreRole.OWNER),
                    member.role().text(),
                    member.since());
        }
    }

    /** {@code Invitation} in the contract. */
    record InvitationView(
            InvitationId id, EmailAddress email, String role, Instant createdAt, Instant sentAt, Instant expiresAt) {
        static InvitationView of(Invitation invitation) {
            return new InvitationView(
                    invitation.id(),
                    invitation.email(),
                    invitation.role().text(),
                    invitation.createdAt(),
                    invitation.sentAt(),
                    invitation.expiresAt());
        }
    }
}
