package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All invitations to stores. */
public interface Invitations {
    static Invitations in(Sql sql) {
        return new SqlInvitations(sql);
    }

    /** Keeps others from inviting to the store, and from joining it, until the transaction ends. False when {@code seller} may not invite. */
    boolean lock(StoreId store, Seller seller);

    /** How many are open, those whose letter is over included. */
    int open(StoreId store);

    /** How many letters went out since {@code time}, of all invitations that had one since. */
    int letters(StoreId store, Instant time);

    /** False when the address is invited already. */
    boolean add(
            InvitationId id,
            StoreId store,
            EmailAddress email,
            StoreRole role,
            InvitationSecret secret,
            Instant now,
            Instant until);

    /** Those that are open, the newest first. */
    List<Invitation> of(StoreId store);

    Optional<Invitation> find(InvitationId id, StoreId store);

    /** Puts another secret in the place of the one before; false when it is over, or has had {@code most} letters. */
    boolean renew(InvitationId id, StoreId store, InvitationSecret secret, int most, Instant now, Instant until);

    /** True for the one call that ends it before it is accepted. */
    boolean revoke(InvitationId id, StoreId store, Seller seller, Instant now);

    /** What became of an invitation, as far as it is known by its secret. */
    sealed interface Known {
        record Open(InvitationId id, StoreId store, StoreRole role, Instant expiresAt) implements Known {}

        record Accepted(StoreId store, UserId by) implements Known {}
    }

    /** The invitation, and nobody else accepts, renews or revokes it until the transaction ends. Empty for one that was revoked. */
    Optional<Known> lock(InvitationSecret secret);

    void accept(InvitationId id, UserId by, Instant now);
}
