package dev.souk.stripe.standin.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes that happen together or not at all. It sees its own changes; others see them once it is over. */
public final class Transaction implements Records {
    record Key(Class<? extends Stored> kind, String id) {}

    private final Store store;
    private final Map<Key, Optional<Stored>> changes = new LinkedHashMap<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    Transaction(Store store) {
        this.store = store;
    }

    @Override
    public <T extends Stored> Optional<T> find(Class<T> kind, String id) {
        Optional<Stored> changed = changes.get(new Key(kind, id));
        return changed != null ? changed.map(kind::cast) : store.find(kind, id);
    }

    /** Everything of a kind as it was when the transaction began, newest first. */
    @Override
    public <T extends Stored> List<T> newestFirst(Class<T> kind) {
        return store.newestFirst(kind);
    }

    /** As it was when the transaction began. */
    @Override
    public <T extends Stored> List<T> of(Class<T> kind, String owner) {
        return store.of(kind, owner);
    }

    public void put(Stored value) {
        changes.put(new Key(value.getClass(), value.id()), Optional.of(value));
    }

    public <T extends Stored> void remove(Class<T> kind, String id) {
        changes.put(new Key(kind, id), Optional.empty());
    }

    /** Runs once the changes are kept, outside the lock. */
    public void afterwards(Runnable action) {
        afterwards.add(action);
    }

    Map<Key, Optional<Stored>> changes() {
        return changes;
    }

    List<Runnable> afterwards() {
        return afterwards;
    }
}
