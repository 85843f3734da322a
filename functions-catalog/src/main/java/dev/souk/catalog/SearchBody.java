package dev.souk.catalog;

import dev.souk.catalog.Categories.Category;
import dev.souk.catalog.Search.Filters;
import dev.souk.catalog.Search.Sort;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.model.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the list of products is asked for, which stands in its address. Whatever stands in {@code q} is words: none of it is refused but its length. */
final class SearchBody {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");
    private static final int LONGEST = 200;
    /** Enough to say what one looks for. */
    private static final int MOST_WORDS = 12;

    private static final int SHORTEST_BEGINNING = 3;
    private static final int STAR = 100;
    private static final int MOST_STARS = 5;

    private SearchBody() {}

    /** What is asked for; empty when there is a {@code q} without a single word in it, which nothing has. */
    static Optional<Search> of(HttpRequest request, Categories categories) {
        Optional<String> q = request.query("q");
        if (q.isPresent() && q.get().codePointCount(0, q.get().length()) > LONGEST) {
            throw wrong("q", "must have at most " + LONGEST + " characters");
        }
        List<String> terms = q.map(Terms::of).orElse(List.of());
        Search search = new Search(
                terms.subList(0, Math.min(terms.size(), MOST_WORDS)),
                q.isPresent() && terms.size() <= MOST_WORDS && endsInWord(q.get()) && isBeginning(terms),
                filters(request, categories),
                sort(request, q.isPresent(), flag(request, "featured")));
        return q.isPresent() && terms.isEmpty() ? Optional.empty() : Optional.of(search);
    }

    /** Names the list of a cursor: with another search it is another one. */
    static String list(HttpRequest request, Sort sort) {
        StringBuilder list = new StringBuilder("products by ").append(sort);
        for (String name : List.of(
                "q", "store", "category", "tag", "currency", "price_min", "price_max", "rating_min", "featured")) {
            list.append('\n').append(request.query(name).orElse(""));
        }
        return list.toString();
    }

    static boolean flag(HttpRequest request, String name) {
        return read(request, name, "must be true or false", text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(false);
    }

    private static Filters filters(HttpRequest request, Categories categories) {
        Optional<String> store = read(
                request,
                "store",
                "must be the slug of a store",
                text -> Optional.of(text).filter(slug -> SLUG.matcher(slug).matches()));
        Optional<Currency> currency =
                read(request, "currency", "must be the ISO 4217 code of a currency that is sold in", Currency::of);
        Optional<Long> least = read(request, "price_min", "must be a whole number, not below 0", SearchBody::amount);
        Optional<Long> most = read(request, "price_max", "must be a whole number, not below 0", SearchBody::amount);
        if (currency.isEmpty() && (least.isPresent() || most.isPresent())) {
            throw wrong("currency", "must be there with price_min and price_max");
        }
        Optional<Integer> rating = read(
                request,
                "rating_min",
                "must be 1, 2, 3, 4 or 5",
                text -> text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '0' + MOST_STARS
                        ? Optional.of((text.charAt(0) - '0') * STAR)
                        : Optional.empty());
        Optional<String> tag = read(request, "tag", "must be a tag", Tags::parse);
        Optional<Category> category =
                read(request, "category", "must be the id of a category: see /v1/categories", categories::find);
        return new Filters(store, category, tag, currency, least, most, rating, flag(request, "featured"));
    }

    private static Sort sort(HttpRequest request, boolean hasWords, boolean featured) {
        Sort sort = read(
                        request,
                        "sort",
                        "must be relevance, featured, newest, price, -price, rating or trending",
                        text -> switch (text) {
                            case "relevance" -> Optional.of(Sort.RELEVANCE);
                            case "featured" -> Optional.of(Sort.FEATURED);
                            case "newest" -> Optional.of(Sort.NEWEST);
                            case "price" -> Optional.of(Sort.PRICE);
                            case "-price" -> Optional.of(Sort.PRICE_DESC);
                            case "rating" -> Optional.of(Sort.RATING);
                            case "trending" -> Optional.of(Sort.TRENDING);
                            default -> Optional.empty();
                        })
                .orElse(hasWords ? Sort.RELEVANCE : featured ? Sort.FEATURED : Sort.NEWEST);
        if (sort == Sort.RELEVANCE && !hasWords) {
            throw wrong("sort", "can be relevance only with q");
        }
        if (sort == Sort.FEATURED && !featured) {
            throw wrong("sort", "can be featured only with featured=true");
        }
        if ((sort == Sort.PRICE || sort == Sort.PRICE_DESC)
                && request.query("currency").isEmpty()) {
            throw wrong("currency", "must be there when it is sorted by price");
        }
        return sort;
    }

    /** With fewer letters half of all words begin; of Chinese and Japanese one character is enough. */
    private static boolean isBeginning(List<String> terms) {
        return !terms.isEmpty()
                && (terms.getLast().length() >= SHORTEST_BEGINNING
                        || Character.isIdeographic(terms.getLast().codePointAt(0)));
    }

    private static boolean endsInWord(String q) {
        return !q.isEmpty() && Character.isLetterOrDigit(q.codePointBefore(q.length()));
    }

    private static Optional<Long> amount(String text) {
        return !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(Long.valueOf(text))
                : Optional.empty();
    }

    private static <T> Optional<T> read(
            HttpRequest request, String name, String must, Function<String, Optional<T>> parse) {
        return request.query(name).map(text -> parse.apply(text).orElseThrow(() -> wrong(name, must)));
    }

    private static Refused wrong(String name, String must) {
        return new Refused(Problem.field(400, "invalid_parameter", name, must));
    }
}
