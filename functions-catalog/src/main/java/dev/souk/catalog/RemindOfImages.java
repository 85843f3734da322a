package dev.souk.catalog;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.FileId;
import dev.souk.model.message.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks once more for pictures of images that have waited for long, such as after their message went to the dead letters. */
final class RemindOfImages {
    /** Longer than the queue keeps trying. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** What a worker does in some minutes; the next call goes on. */
    private static final int MOST = 500;

    private final Database database;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    RemindOfImages(Database database, Outbox outbox, IdSource ids, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return how many images */
    int remind() {
        Instant now = clock.instant();
        return database.transaction(tx -> {
            List<FileId> waiting = ProductFiles.in(tx).waitAnew(now.minus(PATIENCE), now, MOST);
            waiting.forEach(id -> outbox.leave(tx, WorkQueue.IMAGES, ids.next(), ImageWork.write(id)));
            return waiting.size();
        });
    }
}
