package dev.souk.catalog;

import dev.souk.catalog.imaging.MakePictures;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueFunction;
import java.time.Clock;
import java.util.UUID;

/** The worker on {@code images}: makes what is shown of covers and other images. */
public final class ImagesHandler extends QueueFunction {
    /** For Lambda. */
    public ImagesHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("worker-images"));
    }

    /** It needs less than the rest of the catalogue: the database, the files, and who is told that one is ready. */
    public ImagesHandler(Environment environment, Clock clock, Log log) {
        this(environment, new Database(DatabaseSettings.from(environment)), clock, log);
    }

    private ImagesHandler(Environment environment, Database database, Clock clock, Log log) {
        super(
                new MakePictures(
                        new Quarantine(
                                database,
                                CatalogRuntime.scanPolicy(environment),
                                CatalogRuntime.news(
                                        CatalogRuntime.outbox(environment, database, clock, log),
                                        IdSource.uuidV7(clock)),
                                CatalogRuntime.asFineAsTheDatabase(clock)),
                        ProductFiles.in(database),
                        CatalogRuntime.fileStore(environment),
                        UUID::randomUUID,
                        clock,
                        log)::make,
                log);
    }
}
