package dev.souk.embedded.oidc;

import java.util.List;
import java.util.Map;

/** Somebody who signed in as {@code username}; there is no list of accounts, every name is somebody. */
record Person(String username) {
    /** The claims beyond {@code sub}, {@code iss}, {@code aud} and times. */
    Map<String, Object> claims() {
        return Map.of(
                "email",
                email(),
                "email_verified",
                true,
                "name",
                name(),
                "preferred_username",
                username,
                EmbeddedIssuer.ADMIN_CLAIM,
                username.equals(EmbeddedIssuer.ADMIN) ? List.of(EmbeddedIssuer.ADMIN_VALUE) : List.of());
    }

    private String email() {
        if (username.contains("@")) {
            return username;
        }
        return username.replaceAll("[^A-Za-z0-9._+-]+", ".") + "@example.com";
    }

    private String name() {
        String plain = username.contains("@") ? username.substring(0, username.indexOf('@')) : username;
        return plain.isEmpty() ? username : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
