package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** Of which files buyers are to be told. */
public interface VersionNotices {
    static VersionNotices in(Sql sql) {
        return new SqlVersionNotices(sql);
    }

    /** When it was asked for, if it was. */
    Optional<Instant> requestedAt(FileId file);

    /** When the {@code n}th newest notice to the buyers of the product was asked for, if there are so many. */
    Optional<Instant> nthNewest(ProductId product, int n);

    void add(FileId file, ProductId product, UserId by, Instant at);
}
