package dev.souk.users;

import dev.souk.lambda.markdown.Markdown;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A store: the contract's {@code Store} for everybody, {@code OwnStore} for its members. */
record StoreView(
        StoreId id,
        String slug,
        String name,
        String description,
        String descriptionHtml,
        Currency currency,
        Optional<String> sellerName,
        Optional<String> avatarUrl,
        List<LinkView> links,
        Optional<VacationView> vacation,
        Optional<Instant> takenDownAt,
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
        return description.length() + descriptionHtml.length() + 700 * (1 + links.size());
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
                store.profile().sellerName(),
                store.profile().avatar().map(SecureAddress::text),
                store.profile().links().stream()
                        .map(link -> new LinkView(link.title(), link.url().text()))
                        .toList(),
                store.vacation().map(VacationView::of),
                store.takenDownAt(),
                contact,
                role,
                store.createdAt(),
                updatedAt);
    }

    record LinkView(String title, String url) {}

    /** The contract's {@code Vacation}. */
    record VacationView(Instant since, Optional<String> message, Optional<String> returnsOn) {
        static VacationView of(Vacation vacation) {
            return new VacationView(
                    vacation.since(),
                    Optional.of(vacation.message()).filter(text -> !text.isEmpty()),
                    vacation.until().map(LocalDate::toString));
        }
    }
}
