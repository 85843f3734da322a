package dev.souk.purchases.version;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.PurchaseId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.Deliverable;
import dev.souk.purchases.Grants;
import dev.souk.purchases.Purchase;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.Purchases;
import dev.souk.purchases.Purchases.Held;
import dev.souk.purchases.Shops;
import dev.souk.purchases.version.VersionMailings.Progress;
import dev.souk.purchases.version.VersionMailings.Wanted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Writes to those who bought a product before a version came out, once an address. In pages, each of which is one transaction: the mails of the page
 * and how far the mailing is are written together, so that whoever goes on after a crash goes on there.
 */
public final class NewVersions {
    /** Receipts wait on the same queue: in between they get their turn. */
    private static final int MOST_AT_ONCE = 500;

    private static final int PAGE = 100;
    private static final int MOST_MAILINGS = 20;
    /** An upload is forgotten sooner, and no scan takes longer. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private final Database database;
    private final Outbox outbox;
    private final PurchaseLinks links;
    private final Clock clock;
    private final Log log;

    public NewVersions(Database database, Outbox outbox, PurchaseLinks links, Clock clock, Log log) {
        this.database = database;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.log = log;
    }

    /** @return how many mails were written; one indexed query when nobody is to be told of anything */
    public int tell(BooleanSupplier time) {
        int told = 0;
        for (Wanted wanted : VersionMailings.in(database).due(clock.instant().minus(LOOKED_BACK), MOST_MAILINGS)) {
            boolean goesOn = true;
            while (goesOn && told < MOST_AT_ONCE && time.getAsBoolean()) {
                Page page = database.transaction(tx -> page(tx, wanted));
                outbox.send(page.mails());
                told += page.mails().size();
                goesOn = page.goesOn();
            }
        }
        return told;
    }

    private record Page(List<Outbox.Entry> mails, boolean goesOn) {
        static final Page NONE = new Page(List.of(), false);
    }

    private Page page(Sql tx, Wanted wanted) {
        VersionMailings mailings = VersionMailings.in(tx);
        Progress progress = mailings.lock(wanted.file());
        Optional<Deliverable> file = file(tx, wanted);
        if (progress.isDone() || file.isEmpty()) {
            return Page.NONE;
        }
        List<Held> bought = Purchases.in(tx).held(wanted.product(), progress.last(), PAGE);
        Shops.Store store = Objects.requireNonNull(
                Shops.in(tx).stores(List.of(wanted.store())).get(wanted.store()), "a product's store");
        List<Outbox.Entry> mails = new ArrayList<>();
        Map<PurchaseId, List<Deliverable>> files =
                Grants.in(tx).of(bought.stream().map(Held::purchase).toList());
        for (Held each : bought) {
            boolean has = files.getOrDefault(each.purchase().id(), List.of()).contains(file.get());
            if (has && each.purchase().versionMails() && hadItBefore(each.purchase(), file.get())) {
                put(tx, each, file.get(), store.name()).ifPresent(mails::add);
            }
        }
        if (!bought.isEmpty()) {
            mailings.advance(wanted.file(), bought.getLast().purchase().id());
        }
        boolean goesOn = bought.size() == PAGE;
        if (!goesOn) {
            mailings.finish(wanted.file(), clock.instant());
            log.info("version.told", "file", wanted.file(), "product", wanted.product());
        }
        return new Page(mails, goesOn);
    }

    /** It may have been withdrawn since. */
    private static Optional<Deliverable> file(Sql tx, Wanted wanted) {
        return Shops.in(tx).deliverables(List.of(wanted.product())).getOrDefault(wanted.product(), List.of()).stream()
                .filter(file -> file.file().equals(wanted.file())
                        && file.version().withdrawnAt().isEmpty())
                .findFirst();
    }

    /** Who ordered later has seen it when they did. */
    private static boolean hadItBefore(Purchase purchase, Deliverable file) {
        return purchase.orderedAt().isBefore(file.version().releasedAt());
    }

    private Optional<Outbox.Entry> put(Sql tx, Held bought, Deliverable file, String store) {
        Purchase purchase = bought.purchase();
        UUID id = mailId(file.file(), bought.email());
        EmailMessage mail = new EmailMessage.NewVersion(
                id,
                bought.email(),
                purchase.order(),
                purchase.title(),
                store,
                file.name(),
                file.version().number(),
                file.version().notes(),
                links.link(purchase.order()),
                links.stopVersionMails(purchase.id()));
        return outbox.putOnce(tx, WorkQueue.EMAILS, id, EmailMessages.write(mail));
    }

    /** The same for the same file and address, whichever of their purchases it is: the mail is sent once by it. A UUID of version 8. */
    static UUID mailId(FileId file, EmailAddress to) {
        String name = "version-mail " + file.text() + " " + to.value().toLowerCase(Locale.ROOT);
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
