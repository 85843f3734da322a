package dev.souk.users.member;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.users.InvitationSecret;
import dev.souk.users.Invitations;
import dev.souk.users.Invitations.Known;
import dev.souk.users.Membership;
import dev.souk.users.Profiles;
import dev.souk.users.Staff;
import dev.souk.users.Stores;
import dev.souk.users.member.JoinOutcome.Expired;
import dev.souk.users.member.JoinOutcome.Joined;
import dev.souk.users.member.JoinOutcome.MemberAlready;
import dev.souk.users.member.JoinOutcome.Unknown;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** Makes members of those who have a letter. A letter is good once; whoever it was good for hears the same again. */
public final class JoinStore {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public JoinStore(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    public JoinOutcome join(Caller caller, InvitationSecret secret) {
        Instant now = clock.instant();
        // Members are shown to each other by name.
        Profiles.in(database).see(caller, now);
        return database.transaction(tx -> joined(tx, caller, secret, now));
    }

    private JoinOutcome joined(Sql tx, Caller caller, InvitationSecret secret, Instant now) {
        Optional<Known> known = Invitations.in(tx).lock(secret);
        if (known.isEmpty()) {
            return new Unknown();
        }
        return switch (known.get()) {
            case Known.Accepted accepted ->
                accepted.by().equals(caller.id())
                        ? membership(tx, caller, accepted.store())
                                .<JoinOutcome>map(Joined::new)
                                .orElseGet(Unknown::new)
                        : new Unknown();
            case Known.Open open -> {
                if (!open.expiresAt().isAfter(now)) {
                    yield new Expired();
                }
                if (!Staff.in(tx).add(open.store(), caller.id(), open.role(), now)) {
                    yield new MemberAlready();
                }
                Invitations.in(tx).accept(open.id(), caller.id(), now);
                audit.write(
                        tx,
                        open.store(),
                        caller.id(),
                        "member.joined",
                        open.id().text(),
                        open.role().text());
                yield new Joined(membership(tx, caller, open.store()).orElseThrow());
            }
        };
    }

    private static Optional<Membership> membership(Sql tx, Caller caller, StoreId store) {
        return Stores.in(tx).find(store.text(), new Seller(caller.id(), EnumSet.allOf(StoreRole.class)));
    }
}
