package dev.souk.users.editing;

import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import dev.souk.users.Slug;
import dev.souk.users.Store;
import dev.souk.users.Stores;
import dev.souk.users.editing.EditStoreOutcome.CurrencyInUse;
import dev.souk.users.editing.EditStoreOutcome.Edited;
import dev.souk.users.editing.EditStoreOutcome.NoSuchStore;
import dev.souk.users.editing.EditStoreOutcome.SlugTaken;
import dev.souk.users.editing.EditStoreOutcome.Stale;
import java.time.Clock;
import java.util.Optional;

/** Edits stores. */
public final class EditStore {
    private final Stores stores;
    private final Clock clock;

    public EditStore(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /** What is to be different. What is empty stays as it is. */
    public record Patch(
            Optional<Slug> slug,
            Optional<String> name,
            Optional<String> description,
            Optional<EmailAddress> contactEmail,
            Optional<Currency> currency) {}

    /** @param version that the editor has read */
    public EditStoreOutcome edit(UserId editor, String slugOrId, int version, Patch patch) {
        Optional<Store> found =
                stores.find(slugOrId).filter(store -> store.owner().equals(editor));
        if (found.isEmpty()) {
            return new NoSuchStore();
        }
        Store before = found.get();
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
                patch.currency().orElse(before.currency()),
                version + 1,
                before.createdAt(),
                clock.instant());
        return switch (stores.replace(after)) {
            case YES -> new Edited(after);
            case SLUG_TAKEN -> new SlugTaken();
            case STALE -> new Stale();
            case CURRENCY_IN_USE -> new CurrencyInUse();
        };
    }
}
