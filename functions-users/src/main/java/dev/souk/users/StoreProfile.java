package dev.souk.users;

import java.util.List;
import java.util.Optional;

/**
 * Who sells in a store, as they present themselves.
 *
 * @param sellerName what they are called
 * @param avatar their picture
 * @param links at most {@value #MOST_LINKS}
 */
public record StoreProfile(Optional<String> sellerName, Optional<SecureAddress> avatar, List<Link> links) {
    /** So many links a page has at most. */
    public static final int MOST_LINKS = 10;

    /** Nothing was said of it. */
    public static final StoreProfile NONE = new StoreProfile(Optional.empty(), Optional.empty(), List.of());

    public StoreProfile {
        links = List.copyOf(links);
    }

    /** Where a seller is found besides. */
    public record Link(String title, SecureAddress url) {}
}
