package dev.souk.stripe.standin.store;

import java.util.List;
import java.util.Optional;

/** What can be looked up, from outside or from within a transaction. */
public interface Records {
    <T extends Stored> Optional<T> find(Class<T> kind, String id);

    <T extends Stored> List<T> newestFirst(Class<T> kind);

    /** Those of a kind that {@link Stored#belongsTo} the owner, newest first. */
    <T extends Stored> List<T> of(Class<T> kind, String owner);
}
