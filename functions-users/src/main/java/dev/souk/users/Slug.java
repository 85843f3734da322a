package dev.souk.users;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A store's address: 3 to 40 small letters, digits and hyphens, no hyphen at either end. */
public record Slug(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");

    /** Addresses that would pass for Souk's own. */
    private static final Set<String> RESERVED = Set.of(
            "about",
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "auth",
            "billing",
            "blog",
            "cart",
            "cdn",
            "checkout",
            "contact",
            "dashboard",
            "dev",
            "docs",
            "download",
            "downloads",
            "faq",
            "files",
            "help",
            "home",
            "inbox",
            "legal",
            "library",
            "login",
            "logout",
            "mail",
            "me",
            "new",
            "orders",
            "payments",
            "postmaster",
            "privacy",
            "products",
            "purchases",
            "root",
            "search",
            "security",
            "seller",
            "sellers",
            "settings",
            "signin",
            "signup",
            "souk",
            "static",
            "status",
            "store",
            "stores",
            "stripe",
            "support",
            "system",
            "terms",
            "test",
            "undefined",
            "users",
            "webhooks",
            "www");

    public Slug {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a slug");
        }
    }

    /** The slug that {@code text} writes, or empty when it writes none. */
    public static Optional<Slug> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Slug(text)) : Optional.empty();
    }

    /** True when no store may have it. */
    public boolean isReserved() {
        return RESERVED.contains(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
