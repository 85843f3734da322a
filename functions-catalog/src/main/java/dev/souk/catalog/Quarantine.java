package dev.souk.catalog;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where files are between their upload and their buyers. The upload may be looked at before the scan has spoken or after, and the scan
 * may speak more than once: whatever comes last moves the file, with product and file locked, so that neither is missed.
 */
public final class Quarantine {
    private final Database database;
    private final ScanPolicy policy;
    private final CatalogNews news;
    private final Clock clock;

    Quarantine(Database database, ScanPolicy policy, CatalogNews news, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.news = news;
        this.clock = clock;
    }

    /** Takes in a file that is as it was announced: it is ready, rejected or being scanned afterwards. */
    public void admit(ProductFile file) {
        move(file.product(), file.id(), (files, now) -> {
            if (now.state() == FileState.AWAITING_UPLOAD || now.state() == FileState.SCANNING) {
                settle(files, now);
            }
        });
    }

    /** Rejects a file whose upload is not what was announced. */
    public void refuse(ProductFile file, Set<Rejection> rejections) {
        move(file.product(), file.id(), (files, now) -> {
            if (now.state() == FileState.AWAITING_UPLOAD) {
                files.reject(now.id(), rejections);
            }
        });
    }

    /**
     * Heeds a verdict. That a file is malware holds for good, also of one that was ready before.
     *
     * @return the file before it, or empty when there is none of that id
     */
    public Optional<ProductFile> heed(FileId id, ScanVerdict verdict) {
        // A file's product never changes, so it can be had before it is locked.
        Optional<ProductFile> before = ProductFiles.in(database).find(id);
        before.ifPresent(file -> move(file.product(), id, (files, now) -> {
            if (now.verdict().equals(Optional.of(ScanVerdict.MALWARE))) {
                return;
            }
            files.keepVerdict(id, verdict);
            if (now.state() == FileState.SCANNING
                    || (verdict == ScanVerdict.MALWARE && now.state() != FileState.REJECTED)) {
                settle(files, now.judged(verdict));
            }
        }));
        return before;
    }

    /**
     * Shows an image of which the picture has been made.
     *
     * @return whether it is shown now; it may have been taken back or found harmful meanwhile
     */
    public boolean show(ProductFile image, Picture picture) {
        move(image.product(), image.id(), (files, now) -> {
            if (now.state() == FileState.PROCESSING) {
                files.markShown(now, picture, clock.instant());
            }
        });
        return ProductFiles.in(database)
                .find(image.id())
                .filter(file -> file.state() == FileState.READY)
                .isPresent();
    }

    /** Rejects an image of which no picture can be made. */
    public void refuseImage(ProductFile image, Rejection rejection) {
        move(image.product(), image.id(), (files, now) -> {
            if (now.state() == FileState.PROCESSING) {
                files.reject(now.id(), Set.of(rejection));
                files.withdraw(now, clock.instant());
            }
        });
    }

    private interface Step {
        void on(ProductFiles files, ProductFile now);
    }

    /** Products are locked before their files, as by everybody. */
    private void move(ProductId product, FileId id, Step step) {
        List<Outbox.Entry> entries = database.transaction(tx -> {
            ProductFiles files = ProductFiles.in(tx);
            files.lock(product);
            Optional<ProductFile> before = files.findLocked(id);
            if (before.isEmpty()) {
                return List.of();
            }
            step.on(files, before.get());
            return news.moved(tx, before.get(), files.find(id).orElseThrow(), clock.instant());
        });
        news.send(entries);
    }

    private void settle(ProductFiles files, ProductFile file) {
        Instant now = clock.instant();
        switch (policy.stateOf(file.verdict())) {
            case AWAITING_UPLOAD, PROCESSING, ABANDONED -> throw new IllegalStateException("no verdict leads there");
            case SCANNING -> files.markScanning(file.id(), now);
            case READY -> {
                if (file.purpose().isShown()) {
                    files.markProcessing(file.id(), now);
                } else {
                    files.markReady(file, now);
                }
            }
            case REJECTED -> {
                files.reject(file.id(), Set.of(rejection(file)));
                files.withdraw(file, now);
            }
        }
    }

    private static Rejection rejection(ProductFile file) {
        return file.verdict().equals(Optional.of(ScanVerdict.MALWARE)) ? Rejection.MALWARE : Rejection.UNSCANNABLE;
    }
}
