package dev.souk.users;

import dev.souk.model.StoreRole;

/** A store, and what somebody is in it. */
public record Membership(Store store, StoreRole role) {}
