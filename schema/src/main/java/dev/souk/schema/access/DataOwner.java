package dev.souk.schema.access;

import java.util.Arrays;
import java.util.Optional;

/** A module that owns tables. Its functions come to the database under one account. */
public enum DataOwner {
    USERS("functions-users", "souk_users"),
    CATALOG("functions-catalog", "souk_catalog"),
    PURCHASES("functions-purchases", "souk_purchases"),
    EMAIL("functions-email", "souk_email"),
    LIVE("functions-live", "souk_live"),
    WEBHOOKS("functions-webhooks", "souk_webhooks");

    private final String artifact;
    private final String account;

    DataOwner(String artifact, String account) {
        this.artifact = artifact;
        this.account = account;
    }

    /** The module that its functions are packaged from. */
    public String artifact() {
        return artifact;
    }

    /** The database's user, from wherever it connects. */
    public String account() {
        return account;
    }

    /** Empty for a module that owns no table. */
    public static Optional<DataOwner> ofArtifact(String artifact) {
        return Arrays.stream(values())
                .filter(owner -> owner.artifact.equals(artifact))
                .findFirst();
    }
}
