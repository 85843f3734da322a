package dev.souk.lambda.takedown;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.QueryFilters;
import dev.souk.lambda.http.Refused;
import dev.souk.model.StoreId;
import dev.souk.model.TakedownId;
import dev.souk.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takedowns as requests and answers have them, the same in each module. */
public final class TakedownPages {
    private TakedownPages() {}

    public static Takedown.Wish wish(HttpRequest request) {
        WishBody body = request.json(WishBody.class);
        Fields fields = new Fields();
        Optional<Violation> reason =
                fields.require("reason", body.reason(), "be one of those in the contract", Violation::parse);
        String explanation = fields.said("explanation", body.explanation());
        fields.check();
        return new Takedown.Wish(reason.orElseThrow(), explanation);
    }

    public static String appeal(HttpRequest request) {
        Fields fields = new Fields();
        String text = fields.said("text", request.json(AppealBody.class).text());
        fields.check();
        return text;
    }

    public static Takedown.Decision decision(HttpRequest request) {
        DecisionBody body = request.json(DecisionBody.class);
        Fields fields = new Fields();
        Optional<Takedown.State> state = fields.require(
                "state",
                body.state(),
                "be upheld or reinstated",
                text -> Takedown.State.parse(text)
                        .filter(said -> said == Takedown.State.UPHELD || said == Takedown.State.REINSTATED));
        String note = fields.said("note", body.note());
        fields.check();
        return new Takedown.Decision(state.orElseThrow(), note);
    }

    /** 200 with the takedown, where it is as was asked. */
    public static HttpResponse begun(TakedownOutcome outcome) {
        return answer(
                outcome, "taken_down_already", "It was taken down already, for another reason or in other words.");
    }

    /** The same for what its seller says. */
    public static HttpResponse appealed(TakedownOutcome outcome) {
        return answer(
                outcome, "appealed_already", "You have said something about this takedown, which can be done once.");
    }

    /** The same for what was decided. */
    public static HttpResponse decided(TakedownOutcome outcome) {
        return answer(
                outcome,
                "takedown_decided",
                "It was decided otherwise already, or there is no appeal that could be answered.");
    }

    private static HttpResponse answer(TakedownOutcome outcome, String code, String detail) {
        return switch (outcome) {
            case TakedownOutcome.Done(Takedown takedown) -> one(takedown);
            case TakedownOutcome.SoAlready(Takedown takedown) -> one(takedown);
            case TakedownOutcome.Otherwise _ -> throw new Refused(Problem.of(409, code, detail));
            case TakedownOutcome.Nothing _ -> throw none();
        };
    }

    public static HttpResponse one(Takedown takedown) {
        return HttpResponse.ok(View.of(takedown));
    }

    public static Refused none() {
        return new Refused(Problem.notFound("takedown"));
    }

    /** One page of a module's takedowns. */
    public static HttpResponse list(HttpRequest request, Cursors cursors, Takedowns takedowns) {
        int limit = Cursors.limit(request);
        Takedowns.Filter filter = new Takedowns.Filter(
                QueryFilters.find(
                        request, "state", "be standing, appealed, upheld or reinstated", Takedown.State::parse),
                QueryFilters.find(request, "store", "be the id of a store", StoreId::parse));
        String list = request.operation() + " " + filter;
        Optional<TakedownId> before = cursors.read(request, list).flatMap(TakedownId::parse);
        List<View> found =
                takedowns.find(filter, before, limit + 1).stream().map(View::of).toList();
        return Page.of(
                        found,
                        limit,
                        View::weight,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private record WishBody(
            @Nullable String reason, @Nullable String explanation) {}

    private record AppealBody(@Nullable String text) {}

    private record DecisionBody(
            @Nullable String state, @Nullable String note) {}

    /** {@code Takedown} in the contract. */
    private record View(
            TakedownId id,
            String subject,
            StoreId storeId,
            String reason,
            String explanation,
            String state,
            Instant takenDownAt,
            Optional<String> appeal,
            Optional<Instant> appealedAt,
            Optional<String> note,
            Optional<Instant> decidedAt) {
        static View of(Takedown takedown) {
            return new View(
                    takedown.id(),
                    takedown.subject(),
                    takedown.store(),
                    takedown.violation().text(),
                    takedown.explanation(),
                    takedown.state().text(),
                    takedown.takenDownAt(),
                    takedown.appeal(),
                    takedown.appealedAt(),
                    takedown.note(),
                    takedown.decidedAt());
        }

        int weight() {
            return 600
                    + explanation.length()
                    + appeal.map(String::length).orElse(0)
                    + note.map(String::length).orElse(0);
        }
    }
}
