package dev.souk.users;

import dev.souk.lambda.markdown.Markdown;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import java.time.Instant;
import java.util.Optional;

/** A store: the contract's {@code Store} for everybody, {@code OwnStore} for its members. */
record StoreView(
        StoreId id,
        String slug,
        String name,
        String description,
        String descriptionHtml,
        Currency currency,
        Optional<EmailAddress> contactEmail,
        Optional<String> role,
        Instant createdAt,
        Optional<Instant> updatedAt) {
    static StoreView forEverybody(Store store) {
        return of(store, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static StoreView forMember(Membership membership) {
        Store store = membership.store();
        return of(
                store,
                Optional.of(store.contactEmail()),
                Optional.of(membership.role()).map(StoreRole::text),
                Optional.of(store.updatedAt()));
    }

    /** About how many characters it has. */
    int weight() {
        return description.length() + descriptionHtml.length() + 500;
    }

    private static StoreView of(
            Store store, Optional<EmailAddress> contact, Optional<String> role, Optional<Instant> updatedAt) {
        return new StoreView(
                store.id(),
                store.slug().text(),
                store.name(),
                store.description(),
                Markdown.html(store.description()),
                store.currency(),
                contact,
                role,
                store.createdAt(),
                updatedAt);
    }
}
