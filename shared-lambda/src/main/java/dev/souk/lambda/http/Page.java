package dev.souk.lambda.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A slice of a list.
 *
 * @param nextCursor where the next slice begins; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    private static final long HEAVIEST = 800_000;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page that {@code found} fills: {@code limit} items, or fewer when their long texts would make more of an answer than Lambda
     * can give (6 MB).
     *
     * @param found the rest of the list, read to one more than {@code limit}: that one says that there is more
     * @param weight about how many characters an item has
     * @param place the cursor behind an item
     */
    public static <T> Page<T> of(List<T> found, int limit, ToIntFunction<T> weight, Function<T, String> place) {
        List<T> items = new ArrayList<>();
        long weighed = 0;
        for (T item : found) {
            weighed += weight.applyAsInt(item);
            if (items.size() == limit || (!items.isEmpty() && weighed > HEAVIEST)) {
                return new Page<>(items, Optional.of(place.apply(items.getLast())));
            }
            items.add(item);
        }
        return new Page<>(items, Optional.empty());
    }

    /** 200 with {@code {"items": […], "next_cursor"?}} and the {@code Link} to the next slice (RFC 8288). */
    public HttpResponse response(HttpRequest request) {
        return response(request, this);
    }

    /** The same with a body that has more to say than the page. */
    public HttpResponse response(HttpRequest request, Object body) {
        HttpResponse response = HttpResponse.ok(body);
        return nextCursor
                .map(cursor -> response.with("Link", "<" + next(request, cursor) + ">; rel=\"next\""))
                .orElse(response);
    }

    private static String next(HttpRequest request, String cursor) {
        StringBuilder link = new StringBuilder(request.path());
        char separator = '?';
        for (var parameter : request.query().entrySet()) {
            if (!parameter.getKey().equals("cursor")) {
                for (String value : parameter.getValue()) {
                    link.append(separator)
                            .append(encode(parameter.getKey()))
                            .append('=')
                            .append(encode(value));
                    separator = '&';
                }
            }
        }
        return link.append(separator).append("cursor=").append(encode(cursor)).toString();
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
