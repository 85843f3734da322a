package dev.souk.purchases.sales.export;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ExportId;
import dev.souk.model.StoreId;
import dev.souk.purchases.sales.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All exports. */
interface Exports {
    static Exports in(Sql sql) {
        return new SqlExports(sql);
    }

    /**
     * Adds a new one.
     *
     * @param slot which of the store's places for unfinished ones it takes
     * @throws dev.souk.lambda.db.DuplicateKey when that place is taken
     */
    void add(Export export, int slot);

    Optional<Export> find(ExportId id);

    /** The newest of a store before the given one, that have not expired, at most {@code most}. */
    List<Export> of(StoreId store, Optional<ExportId> before, Instant now, int most);

    /**
     * Takes one to work on, unless it is ready or somebody else is at it.
     *
     * @param lease names who takes it
     * @return as it stands; empty when it was not taken
     */
    Optional<Export> take(ExportId id, UUID lease, Instant now, Instant until);

    /** Keeps what S3 calls the file that is begun. False when somebody else has the export by now, as with all that follow. */
    boolean begun(ExportId id, UUID lease, String upload);

    /** Keeps that another part is there, and how far it reaches. */
    boolean written(ExportId id, UUID lease, int part, String etag, Place place, long rows, long bytes);

    /** Forgets all parts: it begins anew. */
    boolean forget(ExportId id, UUID lease);

    /** Lets others go on with it. */
    boolean leave(ExportId id, UUID lease);

    boolean ready(ExportId id, UUID lease, Instant at, Instant expiresAt);

    /** S3's names of the parts, in order. */
    List<String> etags(ExportId id);

    /** Those whose time is over, at most {@code most}. */
    List<Export> expired(Instant now, int most);

    void delete(ExportId id);
}
