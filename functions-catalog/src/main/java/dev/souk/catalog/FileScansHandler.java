package dev.souk.catalog;

import dev.souk.catalog.scan.HeedScan;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueFunction;
import java.time.Clock;

/** The worker on {@code file-scans}: what the scan for malware said of uploaded files. */
public final class FileScansHandler extends QueueFunction {
    /** For Lambda. */
    public FileScansHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("worker-file-scans"));
    }

    /** It needs less than the rest of the catalogue: the database, the files and what is asked of a scan. */
    public FileScansHandler(Environment environment, Clock clock, Log log) {
        this(environment, new Database(DatabaseSettings.from(environment)), clock, log);
    }

    private FileScansHandler(Environment environment, Database database, Clock clock, Log log) {
        super(
                new HeedScan(
                        new Quarantine(
                                database,
                                CatalogRuntime.scanPolicy(environment),
                                CatalogRuntime.news(
                                        CatalogRuntime.outbox(environment, database, clock, log),
                                        IdSource.uuidV7(clock)),
                                CatalogRuntime.asFineAsTheDatabase(clock)),
                        ProductFiles.in(database),
                        CatalogRuntime.fileStore(environment),
                        environment.get("FILES_BUCKET"),
                        log)::heed,
                log);
    }
}
