package dev.souk.catalog;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import java.util.List;
import java.util.Optional;

/** A page of what was found: the contract's {@code ProductSearchList}. */
record SearchView(
        List<ListingView> items,
        Optional<String> nextCursor,
        Optional<String> searchedFor,
        Optional<FacetsView> facets) {
    record CountView(String value, long products) {}

    record PriceView(Money from, Optional<Money> below, long products) {
        static PriceView of(Search.PriceBand band) {
            Currency currency = band.currency();
            return new PriceView(
                    new Money(band.from(), currency),
                    band.below().map(amount -> new Money(amount, currency)),
                    band.products());
        }
    }

    record FacetsView(
            List<CountView> categories, List<CountView> tags, List<PriceView> prices, long counted, boolean complete) {
        static FacetsView of(Search.Facets facets) {
            return new FacetsView(
                    counts(facets.categories()),
                    counts(facets.tags()),
                    facets.prices().stream().map(PriceView::of).toList(),
                    facets.counted(),
                    facets.complete());
        }

        private static List<CountView> counts(List<Search.Count> counts) {
            return counts.stream()
                    .map(count -> new CountView(count.of(), count.products()))
                    .toList();
        }
    }
}
