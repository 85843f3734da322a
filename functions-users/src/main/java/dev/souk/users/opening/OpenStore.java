package dev.souk.users.opening;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.users.Profiles;
import dev.souk.users.Slug;
import dev.souk.users.Store;
import dev.souk.users.StoreProfile;
import dev.souk.users.Stores;
import dev.souk.users.opening.OpenStoreOutcome.NoContact;
import dev.souk.users.opening.OpenStoreOutcome.Opened;
import dev.souk.users.opening.OpenStoreOutcome.SlugTaken;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Opens stores. */
public final class OpenStore {
    private final Profiles profiles;
    private final Stores stores;
    private final IdSource ids;
    private final Clock clock;

    public OpenStore(Profiles profiles, Stores stores, IdSource ids, Clock clock) {
        this.profiles = profiles;
        this.stores = stores;
        this.ids = ids;
        this.clock = clock;
    }

    /** A store that somebody wants. Without a {@code contactEmail} it is the address of their token. */
    public record Draft(
            Slug slug, String name, String description, Optional<EmailAddress> contactEmail, Currency currency) {}

    public OpenStoreOutcome open(Caller seller, Draft draft) {
        Optional<EmailAddress> contact = draft.contactEmail().or(seller::email);
        if (contact.isEmpty()) {
            return new NoContact();
        }
        Instant now = clock.instant();
        profiles.see(seller, now);
        Store store = new Store(
                new StoreId(ids.next()),
                seller.id(),
                draft.slug(),
                draft.name(),
                draft.description(),
                contact.get(),
                StoreProfile.NONE,
                Optional.empty(),
                Optional.empty(),
                draft.currency(),
                1,
                now,
                now);
        return stores.add(store) == Stores.Kept.YES ? new Opened(store) : new SlugTaken();
    }
}
