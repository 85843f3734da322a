package dev.souk.stripe.standin.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All records, in memory, in the order in which they came; one change at a time. */
public final class Store implements Records, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Class<? extends Stored>, SequencedMap<String, Stored>> kinds = new HashMap<>();
    private final Map<Owned, SequencedSet<String>> owned = new HashMap<>();
    private final @Nullable Journal journal;

    private record Owned(Class<? extends Stored> kind, String owner) {}

    private Store(List<Class<? extends Stored>> kinds, @Nullable Journal journal) {
        kinds.forEach(kind -> this.kinds.put(kind, new LinkedHashMap<>()));
        this.journal = journal;
    }

    /** Forgets everything when the process ends. */
    public static Store inMemory(List<Class<? extends Stored>> kinds) {
        return new Store(kinds, null);
    }

    /**
     * Keeps everything in a folder, which is made when missing.
     *
     * @throws IllegalStateException when another process uses the folder or its journal cannot be read
     */
    public static Store in(Path folder, List<Class<? extends Stored>> kinds) {
        Journal journal = Journal.open(folder);
        Store store = new Store(kinds, journal);
        try {
            journal.replay(kinds, store::apply);
            journal.compact(store.everything());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return store;
    }

    /** Does the work under the lock and keeps its changes; when the work throws, nothing has changed. */
    public <T> T change(Function<Transaction, T> work) {
        Transaction transaction = new Transaction(this);
        T result;
        lock.lock();
        try {
            result = work.apply(transaction);
            if (!transaction.changes().isEmpty()) {
                if (journal != null) {
                    journal.append(transaction.changes());
                }
                transaction.changes().forEach(this::apply);
                if (journal != null && journal.isMostlyHistory(size())) {
                    journal.compact(everything());
                }
            }
        } finally {
            lock.unlock();
        }
        transaction.afterwards().forEach(Runnable::run);
        return result;
    }

    @Override
    public <T extends Stored> Optional<T> find(Class<T> kind, String id) {
        lock.lock();
        try {
            return Optional.ofNullable(records(kind).get(id)).map(kind::cast);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends Stored> List<T> newestFirst(Class<T> kind) {
        lock.lock();
        try {
            return records(kind).sequencedValues().reversed().stream()
                    .map(kind::cast)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends Stored> List<T> of(Class<T> kind, String owner) {
        lock.lock();
        try {
            SequencedSet<String> ids = owned.get(new Owned(kind, owner));
            SequencedMap<String, Stored> records = records(kind);
            return ids == null
                    ? List.of()
                    : ids.reversed().stream().map(records::get).map(kind::cast).toList();
        } finally {
            lock.unlock();
        }
    }

    private SequencedMap<String, Stored> records(Class<? extends Stored> kind) {
        SequencedMap<String, Stored> records = kinds.get(kind);
        if (records == null) {
            throw new IllegalArgumentException("not a kind that is kept here: " + kind);
        }
        return records;
    }

    private void apply(Transaction.Key key, Optional<Stored> value) {
        SequencedMap<String, Stored> records = records(key.kind());
        Stored after = value.orElse(null);
        Stored before = after == null ? records.remove(key.id()) : records.put(key.id(), after);
        List<String> left = before == null ? List.of() : before.belongsTo();
        List<String> owners = after == null ? List.of() : after.belongsTo();
        if (left.equals(owners)) {
            return;
        }
        for (String owner : left) {
            SequencedSet<String> ids = owned.get(new Owned(key.kind(), owner));
            if (ids != null && !owners.contains(owner)) {
                ids.remove(key.id());
            }
        }
        owners.forEach(owner -> owned.computeIfAbsent(new Owned(key.kind(), owner), _ -> new LinkedHashSet<>())
                .add(key.id()));
    }

    private List<Stored> everything() {
        List<Stored> all = new ArrayList<>();
        kinds.values().forEach(records -> all.addAll(records.values()));
        return all;
    }

    private int size() {
        return kinds.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (journal != null) {
                journal.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
