package dev.souk.catalog.reporting;

import dev.souk.catalog.Report;
import dev.souk.catalog.Reports;
import dev.souk.catalog.reporting.DecideOutcome.Decided;
import dev.souk.catalog.reporting.DecideOutcome.DecidedOtherwise;
import dev.souk.catalog.reporting.DecideOutcome.NoSuchReport;
import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.model.ReportId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.util.Optional;

/** Decides about reports, each once. */
public final class DecideReport {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public DecideReport(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param note for other admins */
    public DecideOutcome decide(UserId admin, ReportId id, Report.State state, String note) {
        return database.transaction(tx -> {
            Reports reports = Reports.in(tx);
            boolean first = reports.decide(id, state, note, clock.instant());
            Optional<Report> report = reports.find(id);
            if (report.isEmpty()) {
                return new NoSuchReport();
            }
            if (first) {
                audit.write(
                        tx,
                        report.get().store(),
                        admin,
                        "platform.report_" + state.text(),
                        id.text(),
                        report.get().subject().text());
            }
            return report.get().state() == state && report.get().note().equals(Optional.of(note))
                    ? new Decided(report.get())
                    : new DecidedOtherwise(report.get());
        });
    }
}
