package dev.souk.catalog.scan;

import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Quarantine;
import dev.souk.catalog.ScanVerdict;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.UnreadableMessage;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.FileId;
import java.util.Optional;

/** Lets clean files out of quarantine, and takes away what nobody is to have. Safe to be told the same again. */
public final class HeedScan {
    private final Quarantine quarantine;
    private final ProductFiles files;
    private final FileStore store;
    private final String bucket;
    private final Log log;

    /** @param bucket of the files: what is said of others is not heeded */
    public HeedScan(Quarantine quarantine, ProductFiles files, FileStore store, String bucket, Log log) {
        this.quarantine = quarantine;
        this.files = files;
        this.store = store;
        this.bucket = bucket;
        this.log = log;
    }

    /**
     * Heeds a result.
     *
     * @throws UnreadableMessage when it is none
     * @throws ScanFailed when there is no verdict; nothing has changed then
     * @throws FileStore.Unavailable when malware could not be taken away; nobody gets it all the same
     */
    public void heed(QueueMessage message) {
        ScanResult result = ScanResult.read(message.body());
        Optional<FileId> id = file(result.key());
        if (!result.bucket().equals(bucket) || id.isEmpty()) {
            log.info("file_scan.ignored");
            return;
        }
        switch (result.status()) {
            case NO_THREATS_FOUND -> quarantine.heed(id.get(), ScanVerdict.CLEAN);
            case UNSUPPORTED -> {
                quarantine.heed(id.get(), ScanVerdict.UNSCANNABLE);
                log.info("file_scan.unsupported", "file", id.get());
                removeIfRejected(id.get());
            }
            case THREATS_FOUND -> {
                withdraw(id.get(), result);
                removeIfRejected(id.get());
            }
            case ACCESS_DENIED, FAILED -> throw new ScanFailed(result.key(), result.status());
        }
    }

    private void withdraw(FileId id, ScanResult result) {
        Optional<ProductFile> before = quarantine.heed(id, ScanVerdict.MALWARE);
        log.info("file_scan.malware", "file", id, "threats", String.join(",", result.threats()));
        if (before.isPresent() && before.get().state() == FileState.READY) {
            // Buyers may have it: somebody has to tell them.
            log.info("file.withdrawn", "file", id, "product", before.get().product());
        }
    }

    /** Only now that it can never be ready. */
    private void removeIfRejected(FileId id) {
        files.find(id).filter(file -> file.state() == FileState.REJECTED).ifPresent(store::remove);
    }

    /** Objects are called {@code <product>/<file>}. */
    private static Optional<FileId> file(String key) {
        return FileId.parse(key.substring(key.indexOf('/') + 1));
    }
}
