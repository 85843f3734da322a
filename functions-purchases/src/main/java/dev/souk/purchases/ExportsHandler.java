package dev.souk.purchases;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueFunction;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.sales.export.ExportLinks;
import dev.souk.purchases.sales.export.ExportWriter;
import java.time.Clock;
import java.util.Map;

/** The worker on {@code exports}: writes what stores have sold into files. */
public final class ExportsHandler extends QueueFunction {
    /** For Lambda. */
    public ExportsHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("worker-exports"));
    }

    /** It needs less than the rest of the module: the database, the files, two queues, and what makes links. */
    public ExportsHandler(Environment environment, Clock clock, Log log) {
        super(writer(environment, clock, log)::take, log);
    }

    private static ExportWriter writer(Environment environment, Clock clock, Log log) {
        Database database = new Database(DatabaseSettings.from(environment));
        AwsSettings aws = AwsSettings.from(environment);
        Outbox outbox = new Outbox(
                "purchases_outbox",
                database,
                new SqsSender(
                        aws,
                        Map.of(
                                WorkQueue.EMAILS,
                                environment.uri("EMAILS_QUEUE_URL"),
                                WorkQueue.EXPORTS,
                                environment.uri("EXPORTS_QUEUE_URL")),
                        log),
                clock,
                log);
        return new ExportWriter(
                database,
                aws,
                environment.get("FILES_BUCKET"),
                new ExportLinks(environment.secret("SOUK_SECRET"), environment.uri("STOREFRONT_URL")),
                outbox,
                IdSource.uuidV7(clock),
                clock,
                log);
    }
}
