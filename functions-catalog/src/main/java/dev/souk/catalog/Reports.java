package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Id;
import dev.souk.model.ReportId;
import dev.souk.model.StoreId;
import dev.souk.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All reports. */
public interface Reports {
    static Reports in(Sql sql) {
        return new SqlReports(sql);
    }

    /** What trying to add one can end in. */
    enum Added {
        YES,
        /** Nothing that everybody can see has this id. */
        NO_SUCH_SUBJECT,
        /** They have reported it, and nobody has decided yet. */
        REPORTED_ALREADY
    }

    /** Adds a report of what is public now. */
    Added add(ReportId id, Reporter reporter, Report.Kind kind, Id subject, Violation reason, String text, Instant now);

    Optional<Report> find(ReportId id);

    /** True for the one that decided an open one. */
    boolean decide(ReportId id, Report.State state, String note, Instant now);

    /** Which reports somebody asks for: those that fit all that is said. */
    record Filter(Optional<Report.State> state, Optional<Report.Kind> kind, Optional<StoreId> store) {}

    /** The newest that are older than {@code before}, at most {@code limit}. */
    List<Report> find(Filter filter, Optional<ReportId> before, int limit);
}
