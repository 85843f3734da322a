package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseUnavailable;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.purchases.money.Charges;
import dev.souk.purchases.money.PaymentMismatch;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import dev.souk.purchases.reconcile.PaymentHistory.Event;
import dev.souk.purchases.reconcile.PaymentHistory.PaidPage;
import dev.souk.purchases.reconcile.RecordedCharges.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes through what happened since the last time, in three comparisons: Stripe's events against those that were acted on, its paid pages
 * against our payments, our payments against Stripe's record and books. Each keeps how far it is, so that a run that has no more time is
 * gone on with by the next. Nothing it does can harm when it is done twice.
 */
public final class Reconciler {
    /** The very first time it looks as far back as an outage may last. */
    private static final Duration FIRST = Duration.ofDays(3);

    /** What happened just now is left to the webhooks that are on their way. */
    private static final Duration LEFT_TO_WEBHOOKS = Duration.ofMinutes(5);

    private static final Duration OVERLAP = Duration.ofHours(1);
    /** A page is listed by when it was opened, and can be paid for a day. */
    private static final Duration PAGE_OVERLAP = Duration.ofHours(25);

    private static final int AT_ONCE = 100;

    private final Database database;
    private final PaymentHistory history;
    private final TakenEvents events;
    private final PaymentLooks looks;
    private final Windows windows;
    private final Findings findings;
    private final Clock clock;
    private final Log log;
    private final List<Comparison> comparisons = List.of(
            new Comparison("events", this::compareEvents),
            new Comparison("pages", this::comparePages),
            new Comparison("payments", this::comparePayments));

    public Reconciler(
            Database database,
            PaymentHistory history,
            TakenEvents events,
            PaymentLooks looks,
            IdSource ids,
            Clock clock,
            Log log) {
        this.database = database;
        this.history = history;
        this.events = events;
        this.looks = looks;
        this.windows = Windows.in(database);
        this.findings = Findings.in(database, ids);
        this.clock = clock;
        this.log = log;
    }

    private record Comparison(String name, Run run) {
        /** True when it is through. */
        interface Run {
            boolean through(BooleanSupplier time);
        }
    }

    /**
     * Goes on.
     *
     * @param time whether there is time for another step
     * @return whether all is compared for now
     */
    public boolean run(BooleanSupplier time) {
        try {
            boolean through = lookAgain(time);
            // What was through longest ago comes first, so that no comparison takes all the time from the others for
            // ever.
            List<Comparison> order = comparisons.stream()
                    .sorted(Comparator.comparing((Comparison each) -> windows.lastFinished(each.name())))
                    .toList();
            for (Comparison comparison : order) {
                through &= comparison.run().through(time);
            }
            if (!through) {
                log.info("reconciler.out_of_time");
            }
            return through;
        } catch (PaymentsUnreachable e) {
            log.warn("reconciler.stopped", e);
            return false;
        }
    }

    /** Findings that are open: they may hold no more. */
    private boolean lookAgain(BooleanSupplier time) {
        for (Finding finding : findings.open(AT_ONCE)) {
            if (!time.getAsBoolean()) {
                return false;
            }
            if (finding.kind() != Finding.Kind.EVENT_REFUSED) {
                look(finding.reference());
            } else if (events.know(finding.reference())) {
                resolve(finding.kind(), finding.reference());
            }
        }
        return true;
    }

    private boolean compareEvents(BooleanSupplier time) {
        String name = "events";
        Window window = window(name, OVERLAP);
        Optional<String> at = window.position();
        boolean more = true;
        int ofOtherVersions = 0;
        while (more) {
            if (!time.getAsBoolean()) {
                return false;
            }
            Optional<String> after = at;
            PaymentHistory.Page<Event> page = page(name, () -> history.events(window.from(), window.to(), after));
            try {
                for (Event event : page.items()) {
                    if (!time.getAsBoolean()) {
                        return false;
                    }
                    if (!event.ofOurVersion()) {
                        ofOtherVersions++;
                    } else if (!events.know(event.id())) {
                        take(event);
                    }
                    at = Optional.of(event.id());
                }
            } finally {
                windows.reached(name, at, now());
            }
            more = page.more();
        }
        if (ofOtherVersions > 0) {
            // The other two comparisons see to what they told of; but somebody should set the account's version.
            log.warn("reconciler.events_of_other_versions", "events", ofOtherVersions);
        }
        windows.finished(name, now());
        return true;
    }

    private void take(Event event) {
        try {
            events.take(event.body());
            log.warn("reconciler.event_taken", "stripe_event", event.id(), "type", event.type());
            resolve(Finding.Kind.EVENT_REFUSED, event.id());
        } catch (PaymentsUnreachable | DatabaseUnavailable e) {
            throw e;
        } catch (PaymentMismatch e) {
            if (event.paymentIntent().isPresent()) {
                look(event.paymentIntent().get());
            } else {
                raise(new Finding(Finding.Kind.EVENT_REFUSED, event.id(), String.valueOf(e.getMessage())));
            }
        } catch (RuntimeException e) {
            raise(new Finding(
                    Finding.Kind.EVENT_REFUSED, event.id(), e.getClass().getSimpleName()));
        }
    }

    private boolean comparePages(BooleanSupplier time) {
        String name = "pages";
        Window window = window(name, PAGE_OVERLAP);
        Optional<String> at = window.position();
        boolean more = true;
        while (more) {
            if (!time.getAsBoolean()) {
                return false;
            }
            Optional<String> after = at;
            PaymentHistory.Page<PaidPage> page = page(name, () -> history.paidPages(window.from(), window.to(), after));
            try {
                for (PaidPage paid : page.items()) {
                    if (!time.getAsBoolean()) {
                        return false;
                    }
                    if (Charges.in(database).find(paid.paymentIntent()).isEmpty()) {
                        look(paid.paymentIntent());
                    }
                    at = Optional.of(paid.session());
                }
                at = page.last().or(() -> after);
            } finally {
                windows.reached(name, at, now());
            }
            more = page.more();
        }
        windows.finished(name, now());
        return true;
    }

    private boolean comparePayments(BooleanSupplier time) {
        String name = "payments";
        Window window = window(name, OVERLAP);
        Optional<Recorded> at = window.position().map(Recorded::of);
        List<Recorded> page;
        do {
            page = RecordedCharges.in(database).between(window.from(), window.to(), at, AT_ONCE);
            try {
                for (Recorded charge : page) {
                    if (!time.getAsBoolean()) {
                        return false;
                    }
                    look(charge.paymentIntent());
                    at = Optional.of(charge);
                }
            } finally {
                windows.reached(name, at.map(Recorded::text), now());
            }
        } while (!page.isEmpty());
        windows.finished(name, now());
        return true;
    }

    private Window window(String name, Duration overlap) {
        return windows.current(name, now().minus(LEFT_TO_WEBHOOKS), FIRST, overlap);
    }

    private interface Pages<T> {
        PaymentHistory.Page<T> read();
    }

    /** A place in the list that Stripe has forgotten is no place to go on from: the window begins again. */
    private <T> PaymentHistory.Page<T> page(String name, Pages<T> pages) {
        try {
            return pages.read();
        } catch (PaymentRefused e) {
            windows.reached(name, Optional.empty(), now());
            throw e;
        }
    }

    private void look(String intent) {
        List<Finding> holding = found(intent);
        if (!holding.isEmpty()) {
            // Stripe and we were asked one after the other: something may have happened between.
            holding = found(intent);
        }
        settle(intent, holding);
    }

    /** One payment that cannot be compared must not keep the others from it. */
    private List<Finding> found(String intent) {
        try {
            return looks.look(intent, now());
        } catch (PaymentsUnreachable | DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("reconciler.look_failed", e, "reference", intent);
            return List.of(
                    new Finding(Finding.Kind.LOOK_FAILED, intent, e.getClass().getSimpleName()));
        }
    }

    private void settle(String intent, List<Finding> holding) {
        for (Finding.Kind kind : Finding.Kind.values()) {
            if (holding.stream().noneMatch(finding -> finding.kind() == kind)) {
                resolve(kind, intent);
            }
        }
        holding.forEach(this::raise);
    }

    private void raise(Finding finding) {
        if (findings.raise(finding, now())) {
            log.error(
                    "reconciler.finding",
                    new IllegalStateException(finding.kind().text()),
                    "kind",
                    finding.kind().text(),
                    "reference",
                    finding.reference(),
                    "detail",
                    finding.detail());
        }
    }

    private void resolve(Finding.Kind kind, String reference) {
        if (findings.resolve(kind, reference, now())) {
            log.info("reconciler.finding_resolved", "kind", kind.text(), "reference", reference);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
