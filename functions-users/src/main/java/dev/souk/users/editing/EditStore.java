package dev.souk.users.editing;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.users.Membership;
import dev.souk.users.SecureAddress;
import dev.souk.users.Slug;
import dev.souk.users.Store;
import dev.souk.users.StoreProfile;
import dev.souk.users.Stores;
import dev.souk.users.editing.EditStoreOutcome.CurrencyInUse;
import dev.souk.users.editing.EditStoreOutcome.Edited;
import dev.souk.users.editing.EditStoreOutcome.NoSuchStore;
import dev.souk.users.editing.EditStoreOutcome.SlugTaken;
import dev.souk.users.editing.EditStoreOutcome.Stale;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Edits stores. */
public final class EditStore {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public EditStore(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is to be different. What is empty stays as it is. */
    public record Patch(
            Optional<Slug> slug,
            Optional<String> name,
            Optional<String> description,
            Optional<EmailAddress> contactEmail,
            ProfilePatch profile,
            Optional<Currency> currency) {
        /** What of it is for the owner alone, by the names of the fields. */
        String ownersPart() {
            return Stream.of(
                            slug.map(_ -> "slug"),
                            contactEmail.map(_ -> "contact_email"),
                            currency.map(_ -> "currency"))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
        }

        /** Whether it is for the owner alone: where the store is found, where its mail goes, what money it takes. */
        public boolean isOwners() {
            return slug.isPresent() || contactEmail.isPresent() || currency.isPresent();
        }
    }

    /** What is to be different of the profile. What is empty stays, what is there and has nothing in it is taken away. */
    public record ProfilePatch(
            Optional<String> sellerName,
            Optional<Optional<SecureAddress>> avatar,
            Optional<List<StoreProfile.Link>> links) {
        StoreProfile on(StoreProfile before) {
            return new StoreProfile(
                    sellerName.isEmpty() ? before.sellerName() : sellerName.filter(name -> !name.isEmpty()),
                    avatar.orElse(before.avatar()),
                    links.orElse(before.links()));
        }
    }

    /** @param version that the editor has read */
    public EditStoreOutcome edit(Seller editor, String slugOrId, int version, Patch patch) {
        Optional<Membership> found = Stores.in(database).find(slugOrId, editor);
        if (found.isEmpty()) {
            return new NoSuchStore();
        }
        Store before = found.get().store();
        if (before.version() != version) {
            return new Stale();
        }
        Store after = new Store(
                before.id(),
                before.owner(),
                patch.slug().orElse(before.slug()),
                patch.name().orElse(before.name()),
                patch.description().orElse(before.description()),
                patch.contactEmail().orElse(before.contactEmail()),
                patch.profile().on(before.profile()),
                before.vacation(),
                before.takenDownAt(),
                patch.currency().orElse(before.currency()),
                version + 1,
                before.createdAt(),
                clock.instant());
        return switch (database.transaction(tx -> replaced(tx, after, editor, patch))) {
            case YES -> new Edited(new Membership(after, found.get().role()));
            case SLUG_TAKEN -> new SlugTaken();
            case STALE -> new Stale();
            case CURRENCY_IN_USE -> new CurrencyInUse();
        };
    }

    /** What only an owner can change of a store is in the audit log. */
    private Stores.Kept replaced(Sql tx, Store after, Seller editor, Patch patch) {
        Stores.Kept kept = Stores.in(tx).replace(after, editor);
        if (kept == Stores.Kept.YES && patch.isOwners()) {
            audit.write(tx, after.id(), editor.id(), "store.changed", after.id().text(), patch.ownersPart());
        }
        return kept;
    }
}
