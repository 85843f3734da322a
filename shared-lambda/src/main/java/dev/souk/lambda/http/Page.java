package dev.souk.lambda.http;

import java.util.List;
import java.util.Optional;

/**
 * A slice of a list.
 *
 * @param nextCursor where the next slice begins; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /** 200 with {@code {"items": […], "next_cursor"?}} and the {@code Link} to the next slice (RFC 8288). */
    public HttpResponse response(HttpRequest request) {
        HttpResponse response = HttpResponse.ok(this);
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
