package dev.souk.catalog;

import dev.souk.catalog.reporting.DecideOutcome;
import dev.souk.catalog.reporting.DecideReport;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.QueryFilters;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.model.Id;
import dev.souk.model.ProductId;
import dev.souk.model.ReportId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports: made by everybody, decided by the platform's admins. */
final class ReportRoutes {
    private final Reports reports;
    private final DecideReport deciding;
    private final Reporters reporters;
    private final Cursors cursors;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;

    ReportRoutes(CatalogRuntime runtime) {
        this.reports = Reports.in(runtime.database());
        this.deciding = runtime.decideReport();
        this.reporters = runtime.reporters();
        this.cursors = runtime.cursors();
        this.ids = runtime.ids();
        this.clock = runtime.clock();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createReport", this::create)
                .on("listReports", this::list)
                .on("decideReport", this::decide);
    }

    private HttpResponse create(HttpRequest request) {
        ReportBody body = request.json(ReportBody.class);
        Fields fields = new Fields();
        Optional<Subject> subject =
                fields.require("subject", body.subject, "be the id of a product, a store or a review", Subject::parse);
        Optional<Violation> reason =
                fields.require("reason", body.reason, "be one of those in the contract", Violation::parse);
        String text = fields.said("text", body.text);
        fields.check();
        ReportId id = new ReportId(ids.next());
        Instant now = clock.instant();
        return switch (reports.add(
                id,
                reporters.of(request.findCaller().map(Caller::id), request.sourceIp()),
                subject.orElseThrow().kind(),
                subject.orElseThrow().id(),
                reason.orElseThrow(),
                text,
                now)) {
            case YES -> {
                log.info(
                        "report.made",
                        "report",
                        id,
                        "subject",
                        subject.orElseThrow().id());
                yield HttpResponse.json(
                        201,
                        new ReportView(
                                id,
                                subject.orElseThrow().id().text(),
                                reason.orElseThrow().text(),
                                text,
                                now));
            }
            case NO_SUCH_SUBJECT ->
                throw new Refused(Problem.invalid(
                        List.of(new FieldError("subject", "unknown", "names nothing that everybody can see"))));
            case REPORTED_ALREADY ->
                throw new Refused(
                        Problem.of(
                                409,
                                "reported_already",
                                "You have reported this already, or somebody at your network address has, and it is being looked at."));
        };
    }

    private HttpResponse list(HttpRequest request) {
        int limit = Cursors.limit(request);
        Reports.Filter filter = new Reports.Filter(
                QueryFilters.find(request, "state", "be open, resolved or dismissed", Report.State::parse),
                QueryFilters.find(request, "kind", "be product, store or review", Report.Kind::parse),
                QueryFilters.find(request, "store", "be the id of a store", StoreId::parse));
        String list = "reports " + filter;
        Optional<ReportId> before = cursors.read(request, list).flatMap(ReportId::parse);
        List<AdminReportView> found = reports.find(filter, before, limit + 1).stream()
                .map(AdminReportView::of)
                .toList();
        return Page.of(
                        found,
                        limit,
                        AdminReportView::weight,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private HttpResponse decide(HttpRequest request) {
        ReportId id = request.pathId("report_id", "report", ReportId::parse);
        DecisionBody body = request.json(DecisionBody.class);
        Fields fields = new Fields();
        Optional<Report.State> state = fields.require(
                "state",
                body.state,
                "be resolved or dismissed",
                text -> Report.State.parse(text).filter(said -> said != Report.State.OPEN));
        String note = fields.said("note", body.note);
        fields.check();
        return switch (deciding.decide(request.caller().id(), id, state.orElseThrow(), note)) {
            case DecideOutcome.Decided(Report report) -> HttpResponse.ok(AdminReportView.of(report));
            case DecideOutcome.NoSuchReport _ -> throw new Refused(Problem.notFound("report"));
            case DecideOutcome.DecidedOtherwise(Report report) ->
                throw new Refused(Problem.of(
                        409,
                        "report_decided",
                        "The report was " + report.state().text() + " already, and stays so."));
        };
    }

    private record ReportBody(
            @Nullable String subject,
            @Nullable String reason,
            @Nullable String text) {}

    private record DecisionBody(
            @Nullable String state, @Nullable String note) {}

    /** What is reported: its id says of what kind it is. */
    private record Subject(Report.Kind kind, Id id) {
        static Optional<Subject> parse(String text) {
            return ProductId.parse(text)
                    .map(id -> new Subject(Report.Kind.PRODUCT, id))
                    .or(() -> StoreId.parse(text).map(id -> new Subject(Report.Kind.STORE, id)))
                    .or(() -> ReviewId.parse(text).map(id -> new Subject(Report.Kind.REVIEW, id)));
        }
    }

    /** {@code Report} in the contract. */
    private record ReportView(ReportId id, String subject, String reason, String text, Instant createdAt) {}

    /** {@code AdminReport} in the contract. */
    private record AdminReportView(
            ReportId id,
            String subject,
            StoreId storeId,
            Optional<String> reporterId,
            String reason,
            String text,
            String state,
            Optional<String> note,
            Instant createdAt,
            Optional<Instant> decidedAt) {
        static AdminReportView of(Report report) {
            return new AdminReportView(
                    report.id(),
                    report.subject().text(),
                    report.store(),
                    report.reporter().map(Id::text),
                    report.reason().text(),
                    report.text(),
                    report.state().text(),
                    report.note(),
                    report.createdAt(),
                    report.decidedAt());
        }

        int weight() {
            return 600 + text.length() + note.map(String::length).orElse(0);
        }
    }
}
