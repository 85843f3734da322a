package dev.souk.users.member;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import dev.souk.users.Invitation;
import dev.souk.users.InvitationSecret;
import dev.souk.users.Invitations;
import dev.souk.users.Membership;
import dev.souk.users.SellerPages;
import dev.souk.users.Staff;
import dev.souk.users.Stores;
import dev.souk.users.member.InviteOutcome.Invited;
import dev.souk.users.member.InviteOutcome.InvitedAlready;
import dev.souk.users.member.InviteOutcome.MemberAlready;
import dev.souk.users.member.InviteOutcome.NoSuchInvitation;
import dev.souk.users.member.InviteOutcome.NoSuchStore;
import dev.souk.users.member.InviteOutcome.TooMany;
import dev.souk.users.member.InviteOutcome.TooManyLetters;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Writes letters of invitation. The secret is in the letter and nowhere else. How many letters a store can have written is bounded: they go to whomever
 * somebody names.
 */
public final class Invite {
    /** So many can be open at a time. */
    public static final int MOST_OPEN = 50;

    /** So many letters an invitation can have. */
    public static final int MOST_LETTERS = 5;

    /** So many letters all invitations of a store can have within a day. */
    public static final int MOST_IN_A_DAY = 50;

    /** For so long a letter is good. */
    public static final Duration LIFE = Duration.ofDays(7);

    private final Database database;
    private final Supplier<SecureRandom> random;
    private final Outbox outbox;
    private final AuditLog audit;
    private final SellerPages pages;
    private final IdSource ids;
    private final Clock clock;

    public Invite(
            Database database,
            Supplier<SecureRandom> random,
            Outbox outbox,
            AuditLog audit,
            SellerPages pages,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.random = random;
        this.outbox = outbox;
        this.audit = audit;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** Invites whoever reads {@code email} to be {@code role}, which is not the owner's. */
    public InviteOutcome invite(Seller seller, String slugOrId, EmailAddress email, StoreRole role) {
        InvitationId id = new InvitationId(ids.next());
        return inStore(seller, slugOrId, (tx, store) -> {
            Invitations invitations = Invitations.in(tx);
            Instant now = clock.instant();
            if (Staff.in(tx).includes(store, email)) {
                return new MemberAlready();
            }
            if (invitations.open(store) >= MOST_OPEN) {
                return new TooMany();
            }
            if (invitations.letters(store, now.minus(Duration.ofDays(1))) >= MOST_IN_A_DAY) {
                return new TooManyLetters();
            }
            InvitationSecret secret = InvitationSecret.make(random.get());
            return invitations.add(id, store, email, role, secret, now, now.plus(LIFE))
                    ? written(tx, seller, id, store, secret, "invitation.made")
                    : new InvitedAlready();
        });
    }

    /** Writes another letter; that before is good for nothing from then on. */
    public InviteOutcome again(Seller seller, String slugOrId, InvitationId id) {
        return inStore(seller, slugOrId, (tx, store) -> {
            Invitations invitations = Invitations.in(tx);
            Instant now = clock.instant();
            if (invitations.find(id, store).isEmpty()) {
                return new NoSuchInvitation();
            }
            if (invitations.letters(store, now.minus(Duration.ofDays(1))) >= MOST_IN_A_DAY) {
                return new TooManyLetters();
            }
            InvitationSecret secret = InvitationSecret.make(random.get());
            return invitations.renew(id, store, secret, MOST_LETTERS, now, now.plus(LIFE))
                    ? written(tx, seller, id, store, secret, "invitation.sent_again")
                    : new TooManyLetters();
        });
    }

    /** Under the lock of the store, so that of two at once the second sees what the first did. */
    private InviteOutcome inStore(Seller seller, String slugOrId, BiFunction<Sql, StoreId, InviteOutcome> work) {
        Optional<Membership> found = Stores.in(database).find(slugOrId, seller);
        if (found.isEmpty()) {
            return new NoSuchStore();
        }
        StoreId store = found.get().store().id();
        return database.transaction(
                tx -> Invitations.in(tx).lock(store, seller) ? work.apply(tx, store) : new NoSuchStore());
    }

    private Invited written(
            Sql tx, Seller seller, InvitationId id, StoreId store, InvitationSecret secret, String act) {
        Invitation invitation = Invitations.in(tx).find(id, store).orElseThrow();
        EmailMessage letter = new EmailMessage.Invitation(
                ids.next(),
                invitation.email(),
                invitation.store(),
                invitation.role(),
                invitation.expiresAt(),
                pages.invitation(secret));
        outbox.leave(tx, WorkQueue.EMAILS, letter.id(), EmailMessages.write(letter));
        audit.write(tx, store, seller.id(), act, id.text(), invitation.role().text());
        return new Invited(invitation);
    }
}
