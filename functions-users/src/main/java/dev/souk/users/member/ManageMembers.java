package dev.souk.users.member;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.users.Invitations;
import dev.souk.users.Staff;
import java.time.Clock;

/** Changes and ends memberships, and invitations before they are some. Each of it is in the audit log, or did not happen. */
public final class ManageMembers {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public ManageMembers(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** False when {@code seller} may not, or there is no such member beside the owner. */
    public boolean change(Seller seller, StoreId store, UserId user, StoreRole role) {
        return database.transaction(tx -> {
            boolean changed = Staff.in(tx).change(store, user, role, seller);
            if (changed) {
                audit.write(tx, store, seller.id(), "member.changed", user.text(), role.text());
            }
            return changed;
        });
    }

    /** The same for removing them. */
    public boolean remove(Seller seller, StoreId store, UserId user) {
        return database.transaction(tx -> {
            boolean removed = Staff.in(tx).remove(store, user, seller);
            if (removed) {
                audit.write(tx, store, seller.id(), "member.removed", user.text(), "");
            }
            return removed;
        });
    }

    /** False for who is not a member, and for the owner. */
    public boolean leave(StoreId store, UserId user) {
        return database.transaction(tx -> {
            boolean left = Staff.in(tx).leave(store, user);
            if (left) {
                audit.write(tx, store, user, "member.left", user.text(), "");
            }
            return left;
        });
    }

    /** True for the one call that ends the invitation before it is accepted. */
    public boolean revoke(Seller seller, StoreId store, InvitationId id) {
        return database.transaction(tx -> {
            boolean revoked = Invitations.in(tx).revoke(id, store, seller, clock.instant());
            if (revoked) {
                audit.write(tx, store, seller.id(), "invitation.revoked", id.text(), "");
            }
            return revoked;
        });
    }
}
