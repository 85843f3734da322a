package dev.souk.stripe.standin.store;

import java.util.List;

/** A record that is kept under its id. */
public interface Stored {
    String id();

    /** Ids, or other names, under which {@link Records#of} finds it: what it belongs to. */
    default List<String> belongsTo() {
        return List.of();
    }
}
