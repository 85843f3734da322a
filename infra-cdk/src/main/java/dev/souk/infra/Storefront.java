package dev.souk.infra;

import java.net.URI;
import java.util.List;

/**
 * Where the shop's pages are.
 *
 * @param url without a slash at the end; a token where CloudFront gives the name
 * @param origins which pages may call the API and the files
 */
public record Storefront(String url, List<String> origins) {
    public Storefront {
        origins = List.copyOf(origins);
    }

    /** Pages that are served by somebody else, whose address is the owner's to say: it may have a path. */
    static Storefront elsewhere(String url, Settings settings) {
        URI uri = URI.create(url);
        return with(url, uri.getScheme() + "://" + uri.getRawAuthority(), settings);
    }

    /** Pages of ours. They are all that their name leads to. */
    static Storefront ours(String host, Settings settings) {
        return with("https://" + host, "https://" + host, settings);
    }

    private static Storefront with(String url, String origin, Settings settings) {
        return new Storefront(url, settings.corsOrigins().isEmpty() ? List.of(origin) : settings.corsOrigins());
    }
}
