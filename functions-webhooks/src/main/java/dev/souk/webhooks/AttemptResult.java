package dev.souk.webhooks;

import java.util.Locale;

/** How an attempt ended. */
public enum AttemptResult {
    DELIVERED("The endpoint took it."),
    REFUSED("The endpoint answered, and not with a status from 200 to 299."),
    REDIRECTED("The endpoint answered that it is elsewhere, and redirects are not followed: change its URL."),
    GONE("The endpoint answered 410 Gone and was disabled."),
    TIMED_OUT("The endpoint did not answer in time."),
    NOT_CONNECTED("There was nothing to connect to, or the connection broke before there was an answer."),
    NOT_TRUSTED("The endpoint's TLS certificate is not valid for its host, or no TLS could be agreed on."),
    HOST_UNKNOWN("The host of the URL is not known to DNS."),
    ADDRESS_REFUSED("The host of the URL leads to an address that is not public, and such are not posted to."),
    NOT_HTTP("What answered does not speak HTTP/1.1."),
    SECRET_UNREADABLE("The endpoint's secret can no longer be read here: rotate it.");

    private final String detail;

    AttemptResult(String detail) {
        this.detail = detail;
    }

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #text} wrote. */
    static AttemptResult of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** In plain words, for sellers. */
    public String detail() {
        return detail;
    }
}
