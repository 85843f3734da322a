package dev.souk.purchases.sales.export;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.ExportRequestMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.ExportId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.message.ExportRequest;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.sales.SaleFilter;
import dev.souk.purchases.sales.export.ExportOutcome.Asked;
import dev.souk.purchases.sales.export.ExportOutcome.Opened;
import dev.souk.purchases.sales.export.ExportOutcome.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes wishes for exports, and hands their files out. */
public final class ExportDesk {
    /** So many of a store are written at once. */
    static final int MOST_OPEN = 3;
    /** As long as a file is kept, and as long as one that never gets ready is waited for. */
    static final Duration KEPT = Duration.ofDays(3);

    private final Database database;
    private final ExportFiles files;
    private final ExportLinks links;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    public ExportDesk(
            Database database,
            AwsSettings aws,
            String bucket,
            ExportLinks links,
            Outbox outbox,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.files = new S3ExportFiles(aws, bucket, clock);
        this.links = links;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for one. The same id again is the same export.
     *
     * @param email who is written to once it is ready
     */
    public ExportOutcome ask(ExportId id, StoreId store, UserId askedBy, EmailAddress email, SaleFilter wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = wanted.until().filter(until -> until.isBefore(now)).orElse(now);
        SaleFilter filter = new SaleFilter(
                wanted.product(), wanted.state(), wanted.from(), Optional.of(end), Optional.empty(), wanted.discount());
        Export export = Export.asked(id, store, askedBy, email, filter, now, now.plus(KEPT));
        for (int slot = 1; slot <= MOST_OPEN; slot++) {
            Optional<Export> known = Exports.in(database).find(id);
            if (known.isPresent()) {
                return new Asked(known.get());
            }
            int place = slot;
            try {
                outbox.send(database.transaction(tx -> {
                    Exports.in(tx).add(export, place);
                    return List.of(outbox.put(
                            tx, WorkQueue.EXPORTS, ids.next(), ExportRequestMessages.write(new ExportRequest(id))));
                }));
                return new Asked(export);
            } catch (DuplicateKey e) {
                // Another one is written in that place: there are others.
            }
        }
        return new TooMany(MOST_OPEN);
    }

    /** The newest of a store before the given one, at most {@code most}. */
    public List<Export> of(StoreId store, Optional<ExportId> before, int most) {
        return Exports.in(database).of(store, before, clock.instant(), most);
    }

    public Optional<Export> find(StoreId store, ExportId id) {
        return current(id).filter(export -> export.store().equals(store));
    }

    /** Opens a store's. */
    public Opened open(StoreId store, ExportId id) {
        return opened(find(store, id));
    }

    /** Opens one to whoever holds its link. */
    public Opened open(ExportId id, String token) {
        return links.isOpenedBy(id, token) ? opened(current(id)) : new Opened.NoSuchExport();
    }

    private Optional<Export> current(ExportId id) {
        return Exports.in(database).find(id).filter(export -> export.expiresAt().isAfter(clock.instant()));
    }

    private Opened opened(Optional<Export> found) {
        if (found.isEmpty()) {
            return new Opened.NoSuchExport();
        }
        if (found.get().state() != Export.State.READY) {
            return new Opened.NotReady();
        }
        ExportFiles.FileLink link = files.to(found.get());
        return new Opened.Link(link.url(), link.expiresAt());
    }
}
