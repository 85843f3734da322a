package dev.souk.catalog.search;

import dev.souk.catalog.Listings;
import dev.souk.catalog.Search;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is on sale. */
public final class FindProducts {
    private final Listings listings;
    private final Clock clock;

    public FindProducts(Listings listings, Clock clock) {
        this.listings = listings;
        this.clock = clock;
    }

    /** @param corrected what was searched for when nothing has the words that were asked for */
    public record Result(List<Search.Found> found, Optional<List<String>> corrected, Search search) {
        public Result {
            found = List.copyOf(found);
        }
    }

    /** At most {@code limit} from the beginning; where words are found nowhere, of those that were meant perhaps. */
    public Result first(Search search, int limit) {
        Instant now = clock.instant();
        List<Search.Found> found = listings.find(search, now, Optional.empty(), limit);
        return found.isEmpty() && !search.terms().isEmpty()
                ? corrected(search, Optional.empty(), limit).orElse(new Result(found, Optional.empty(), search))
                : new Result(found, Optional.empty(), search);
    }

    /** The same behind a place; {@code corrected} says whether that was of other words. */
    public Result next(Search search, Search.Place after, boolean corrected, int limit) {
        return (corrected ? corrected(search, Optional.of(after), limit) : Optional.<Result>empty())
                .orElseGet(() -> new Result(
                        listings.find(search, clock.instant(), Optional.of(after), limit), Optional.empty(), search));
    }

    public Search.Facets facets(Search search) {
        return listings.facets(search, clock.instant());
    }

    private Optional<Result> corrected(Search search, Optional<Search.Place> after, int limit) {
        List<String> words = new ArrayList<>();
        for (String word : search.terms()) {
            words.add(listings.near(word).stream().findFirst().orElse(word));
        }
        if (words.equals(search.terms())) {
            return Optional.empty();
        }
        Search meant = search.with(words);
        List<Search.Found> found = listings.find(meant, clock.instant(), after, limit);
        return found.isEmpty() && after.isEmpty()
                ? Optional.empty()
                : Optional.of(new Result(found, Optional.of(words), meant));
    }
}
