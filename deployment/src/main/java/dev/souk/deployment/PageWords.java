package dev.souk.deployment;

/** Words in the files of {@code web/} that are replaced where pages are served: what they say of where things are. */
public final class PageWords {
    /** In {@code js/config.js}: the API, where it is of another origin. */
    public static final String API_BASE = "export const API_BASE = '';";

    /** In {@code js/config.js}: where pages hear of changes. */
    public static final String LIVE_URL = "export const LIVE_URL = '';";

    /** In the policy of every page: whom scripts may call. */
    public static final String MAY_CALL = "connect-src 'self'";

    /** In the policy of every page: where pictures come from; those of a local run are of no use elsewhere. */
    public static final String PICTURES = "img-src 'self' https: http://127.0.0.1:* http://localhost:*";

    private PageWords() {}

    /** The first two, with an address. */
    public static String with(String word, String address) {
        return word.replace("''", "'" + address + "'");
    }
}
