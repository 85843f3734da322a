package dev.souk.purchases.sales.export;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.message.ExportRequestMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.ExportId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.ExportRequest;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.sales.Place;
import dev.souk.purchases.sales.SoldLine;
import dev.souk.purchases.sales.StoreSales;
import dev.souk.purchases.sales.export.ExportStore.NoSuchUpload;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes exports, part by part, in memory that does not grow with them. What is in the parts stands in the database together with how far
 * they reach, so a worker that dies loses the part it was at and no more, and the next goes on from there. After a while of work a message
 * goes out for the rest: no size is too large for the time that a function has.
 */
public final class ExportWriter {
    /** S3 wants 5 MiB of every part but the last, and takes 10,000 parts. */
    static final int PART = 8 * 1024 * 1024;
    /** So many sales are read at a time. */
    static final int BATCH = 500;
    /** Longer than the function may run: whoever held it is dead by then. */
    private static final Duration LEASE = Duration.ofMinutes(3);
    /** After so long the rest is left to another call: half of what the function may take. */
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    private final Database database;
    private final ExportStore store;
    private final ExportLinks links;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;
    private final int part;
    private final int batch;

    public ExportWriter(
            Database database,
            AwsSettings aws,
            String bucket,
            ExportLinks links,
            Outbox outbox,
            IdSource ids,
            Clock clock,
            Log log) {
        this(database, new S3ExportStore(aws, bucket), links, outbox, ids, clock, log, PART, BATCH);
    }

    /**
     * @param part how many bytes make a part
     * @param batch how many sales are read at a time
     */
    ExportWriter(
            Database database,
            ExportStore store,
            ExportLinks links,
            Outbox outbox,
            IdSource ids,
            Clock clock,
            Log log,
            int part,
            int batch) {
        this.database = database;
        this.store = store;
        this.links = links;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
        this.part = part;
        this.batch = batch;
    }

    /**
     * Writes one, or goes on with it. What is ready or gone is left alone.
     *
     * @throws StillWritten when somebody else is at it, and might die: the message is kept
     */
    public void take(QueueMessage message) {
        ExportId id = ExportRequestMessages.read(message.body()).export();
        UUID lease = ids.next();
        Instant now = now();
        Optional<Export> taken = Exports.in(database).take(id, lease, now, now.plus(LEASE));
        if (taken.isEmpty()) {
            if (Exports.in(database)
                    .find(id)
                    .filter(e -> e.state() == Export.State.WRITING)
                    .isPresent()) {
                throw new StillWritten(id);
            }
            return;
        }
        try {
            write(taken.get(), lease, now.plus(ENOUGH));
        } catch (NoSuchUpload e) {
            log.warn("export.begins_anew", e, "export", id);
            taken.get().upload().ifPresent(upload -> store.abort(taken.get().key(), upload));
            database.transaction(tx -> Exports.in(tx).forget(id, lease));
            goOn(id, lease);
        } catch (RuntimeException e) {
            // Whoever tries again need not wait for the lease to end.
            Exports.in(database).leave(id, lease);
            throw e;
        }
    }

    private void write(Export export, UUID lease, Instant enough) {
        String upload = export.upload().orElse("");
        if (upload.isEmpty()) {
            upload = store.begin(export.key());
            if (!Exports.in(database).begun(export.id(), lease, upload)) {
                store.abort(export.key(), upload);
                return;
            }
        }
        StoreSales sales = StoreSales.in(database);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part + part / 4);
        Optional<Place> place = export.place();
        int parts = export.parts();
        if (parts == 0) {
            bytes.writeBytes(Csv.columns());
        }
        long rows = 0;
        boolean all = false;
        while (!all) {
            List<SoldLine> lines = sales.oldest(export.store(), export.filter(), place, batch);
            all = lines.isEmpty();
            for (SoldLine line : lines) {
                bytes.writeBytes(Csv.row(line));
            }
            rows += lines.size();
            place = all ? place : Optional.of(lines.getLast().place());
            if (bytes.size() >= part || (all && (bytes.size() > 0))) {
                parts++;
                String etag = store.part(export.key(), upload, parts, bytes.toByteArray());
                if (!written(export.id(), lease, parts, etag, place, rows, bytes.size())) {
                    return;
                }
                bytes.reset();
                rows = 0;
                if (!all && !now().isBefore(enough)) {
                    goOn(export.id(), lease);
                    return;
                }
            }
        }
        finish(export.id(), lease, upload);
    }

    private boolean written(
            ExportId id, UUID lease, int number, String etag, Optional<Place> place, long rows, long bytes) {
        // Of nothing at all there is no last sale; the file is its first row then.
        Place until = place.orElse(new Place(Instant.EPOCH, new UUID(0, 0)));
        return database.transaction(tx -> Exports.in(tx).written(id, lease, number, etag, until, rows, bytes));
    }

    private void finish(ExportId id, UUID lease, String upload) {
        Export export = Exports.in(database).find(id).orElseThrow();
        try {
            store.complete(export.key(), upload, Exports.in(database).etags(id));
        } catch (NoSuchUpload e) {
            // It was put together already by somebody who died before saying so, or it has to be written anew.
            if (store.size(export.key()).orElse(-1) != export.bytes()) {
                throw e;
            }
        }
        outbox.send(database.transaction(tx -> ready(tx, export, lease)));
        log.info("export.ready", "export", id, "rows", export.rows(), "parts", export.parts());
    }

    private List<Outbox.Entry> ready(Sql tx, Export export, UUID lease) {
        Instant now = now();
        Instant expires = now.plus(ExportDesk.KEPT);
        if (!Exports.in(tx).ready(export.id(), lease, now, expires)) {
            return List.of();
        }
        Store of = Shops.in(tx).stores(List.of(export.store())).get(export.store());
        EmailMessage letter = new EmailMessage.ExportReady(
                ids.next(),
                export.email(),
                of == null ? "" : of.name(),
                export.rows(),
                expires,
                links.link(export.id()));
        return List.of(outbox.put(tx, WorkQueue.EMAILS, letter.id(), EmailMessages.write(letter)));
    }

    /** Leaves the rest to another call. */
    private void goOn(ExportId id, UUID lease) {
        outbox.send(database.transaction(tx -> Exports.in(tx).leave(id, lease)
                ? List.of(outbox.put(
                        tx, WorkQueue.EXPORTS, ids.next(), ExportRequestMessages.write(new ExportRequest(id))))
                : List.<Outbox.Entry>of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Somebody else is writing it. */
    public static final class StillWritten extends RuntimeException {
        private static final long serialVersionUID = 1;

        StillWritten(ExportId id) {
            super(id + " is being written by another call");
        }
    }
}
