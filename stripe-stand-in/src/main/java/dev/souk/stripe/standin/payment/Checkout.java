package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The acts on sessions. Each is one transaction, events included. */
public final class Checkout {
    private final Store store;
    private final Events events;
    private final PaymentJson json;
    private final Clock clock;
    private final Ids ids;
    private final Books books;
    private final @Nullable Duration debitsSettleAfter;
    private final Agenda agenda = new Agenda();
    private final AtomicReference<@Nullable Decline> nextPaymentFails = new AtomicReference<>();

    /** @param debitsSettleAfter how long a bank takes to decide; null for until {@link #settle} says so */
    public Checkout(
            Store store,
            Events events,
            PaymentJson json,
            Clock clock,
            Ids ids,
            Books books,
            @Nullable Duration debitsSettleAfter) {
        this.store = store;
        this.events = events;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.books = books;
        this.debitsSettleAfter = debitsSettleAfter;
    }

    public CheckoutSession open(Transaction transaction, SessionRequest asked) {
        CheckoutSession session = CheckoutSession.open(ids.next("cs_test_a1", 56), clock.instant(), asked);
        transaction.put(session);
        transaction.afterwards(() -> remember(session));
        return session;
    }

    /** A session as it is now: one whose time is over has expired, even if nobody noticed yet. */
    public Optional<CheckoutSession> find(String id) {
        Optional<CheckoutSession> session = store.find(CheckoutSession.class, id);
        if (session.isPresent() && session.get().isDue(clock.instant())) {
            store.change(transaction -> expireWhenDue(transaction, id));
            return store.find(CheckoutSession.class, id);
        }
        return session;
    }

    /** The same from within a transaction. */
    public Optional<CheckoutSession> find(Transaction transaction, String id) {
        expireWhenDue(transaction, id);
        return transaction.find(CheckoutSession.class, id);
    }

    public List<CheckoutSession> newestFirst() {
        return store.newestFirst(CheckoutSession.class);
    }

    /** The next payment by card, of whatever session, is declined. */
    public void failNextPayment(Decline decline) {
        nextPaymentFails.set(decline);
    }

    /** Why the next payment by card will be declined, when that was ordered. */
    public Optional<Decline> nextDecline() {
        return Optional.ofNullable(nextPaymentFails.get());
    }

    /** Tries to pay. Of any number of attempts at once, at most one completes the session. */
    public PaymentOutcome pay(String sessionId, PaymentForm form) {
        return store.change(transaction -> {
            expireWhenDue(transaction, sessionId);
            CheckoutSession session =
                    transaction.find(CheckoutSession.class, sessionId).orElse(null);
            if (session == null) {
                return new PaymentOutcome.NoSuchSession(sessionId);
            }
            if (!session.isOpen()) {
                return new PaymentOutcome.NotOpen(session);
            }
            return switch (FormCheck.check(
                    form.fixedTo(session.asked().customerEmail()),
                    session.asked().paymentMethods(),
                    clock.instant(),
                    ids)) {
                case CheckedForm.Wrong wrong -> new PaymentOutcome.Invalid(session, wrong.messages());
                case CheckedForm.ByCard card -> charge(transaction, session, card);
                case CheckedForm.ByDebit debit -> debit(transaction, session, debit);
            };
        });
    }

    private PaymentOutcome charge(Transaction transaction, CheckoutSession session, CheckedForm.ByCard card) {
        PaymentIntent intent = intentOf(transaction, session);
        Decline forced = nextPaymentFails.getAndSet(null);
        Decline decline = forced != null ? forced : card.decline().orElse(null);
        Charge charge = charge(
                intent,
                card.payer(),
                card.method(),
                decline == null ? Charge.Status.SUCCEEDED : Charge.Status.FAILED,
                decline);
        if (decline != null) {
            CheckoutSession tried = session.tried(intent.id());
            transaction.put(tried);
            failed(transaction, intent, charge);
            return new PaymentOutcome.Declined(tried, decline);
        }
        CheckoutSession paid = session.paidBy(intent.id(), card.payer());
        transaction.put(paid);
        succeeded(transaction, intent, charge);
        emit(transaction, "checkout.session.completed", paid);
        return new PaymentOutcome.Completed(paid);
    }

    private PaymentOutcome debit(Transaction transaction, CheckoutSession session, CheckedForm.ByDebit debit) {
        PaymentIntent intent = intentOf(transaction, session);
        Charge charge = charge(intent, debit.payer(), debit.method(), Charge.Status.PENDING, null);
        transaction.put(charge);
        PaymentIntent processing = intent.now(PaymentIntent.Status.PROCESSING, charge);
        transaction.put(processing);
        CheckoutSession complete = session.debitedFrom(
                intent.id(),
                debit.payer(),
                new CheckoutSession.PendingDebit(
                        debit.succeeds(),
                        debitsSettleAfter == null ? null : clock.instant().plus(debitsSettleAfter)));
        transaction.put(complete);
        transaction.afterwards(() -> remember(complete));
        events.emit(transaction, "payment_intent.processing", json.intent(processing), Cause.NO_REQUEST);
        events.emit(transaction, "charge.pending", json.charge(charge), Cause.NO_REQUEST);
        emit(transaction, "checkout.session.completed", complete);
        return new PaymentOutcome.Completed(complete);
    }

    /** The bank has decided. False when there is no such session or nothing to decide. */
    public boolean settle(String sessionId, boolean succeeded) {
        return store.change(transaction -> settle(transaction, sessionId, succeeded));
    }

    private boolean settle(Transaction transaction, String sessionId, boolean succeeded) {
        CheckoutSession session =
                transaction.find(CheckoutSession.class, sessionId).orElse(null);
        if (session == null || session.pending() == null || session.paymentIntent() == null) {
            return false;
        }
        PaymentIntent intent =
                transaction.find(PaymentIntent.class, session.paymentIntent()).orElseThrow();
        Charge charge = Optional.ofNullable(intent.latestCharge())
                .flatMap(id -> transaction.find(Charge.class, id))
                .orElseThrow();
        CheckoutSession settled = session.settled(succeeded);
        transaction.put(settled);
        if (succeeded) {
            succeeded(transaction, intent, charge.now(Charge.Status.SUCCEEDED, null));
            emit(transaction, "checkout.session.async_payment_succeeded", settled);
        } else {
            failed(transaction, intent, charge.now(Charge.Status.FAILED, Decline.BANK));
            emit(transaction, "checkout.session.async_payment_failed", settled);
        }
        return true;
    }

    /** Ends an open session. False, and nothing done, when it is not open. */
    public boolean expire(Transaction transaction, String sessionId, Cause cause) {
        CheckoutSession session =
                transaction.find(CheckoutSession.class, sessionId).orElse(null);
        if (session == null || !session.isOpen()) {
            return false;
        }
        CheckoutSession expired = session.expired();
        transaction.put(expired);
        events.emit(transaction, "checkout.session.expired", json.session(expired), cause);
        return true;
    }

    private boolean expireWhenDue(Transaction transaction, String sessionId) {
        return transaction
                        .find(CheckoutSession.class, sessionId)
                        .filter(session -> session.isDue(clock.instant()))
                        .isPresent()
                && expire(transaction, sessionId, Cause.NO_REQUEST);
    }

    /** Does what time has brought: expiries and the banks' decisions. Gives the time of the next. */
    public Optional<Instant> runDue(Instant now) {
        return agenda.run(
                now,
                id -> store.change(transaction -> {
                    expireWhenDue(transaction, id);
                    return transaction
                            .find(CheckoutSession.class, id)
                            .map(CheckoutSession::pending)
                            .filter(debit -> debit.settlesAt() != null
                                    && !debit.settlesAt().isAfter(now))
                            .filter(debit -> settle(transaction, id, debit.succeeds()))
                            .isPresent();
                }));
    }

    /** Puts what an earlier run left to be done on the agenda. */
    public void takeUpUnfinished() {
        store.newestFirst(CheckoutSession.class).reversed().forEach(this::remember);
    }

    private void remember(CheckoutSession session) {
        Instant due = due(session);
        if (due != null) {
            agenda.add(due, session.id());
        }
    }

    private static @Nullable Instant due(CheckoutSession session) {
        if (session.isOpen()) {
            return session.asked().expiresAt();
        }
        return session.pending() == null ? null : session.pending().settlesAt();
    }

    private PaymentIntent intentOf(Transaction transaction, CheckoutSession session) {
        return Optional.ofNullable(session.paymentIntent())
                .flatMap(id -> transaction.find(PaymentIntent.class, id))
                .orElseGet(() -> {
                    PaymentIntent intent = new PaymentIntent(
                            ids.next("pi_3", 23),
                            clock.instant(),
                            session.asked().total(),
                            session.asked().currency(),
                            session.asked().paymentIntentData(),
                            session.asked().paymentMethods(),
                            PaymentIntent.Status.REQUIRES_PAYMENT_METHOD,
                            null,
                            null,
                            null);
                    events.emit(transaction, "payment_intent.created", json.intent(intent), Cause.NO_REQUEST);
                    return intent;
                });
    }

    private Charge charge(
            PaymentIntent intent, Payer payer, MethodUsed method, Charge.Status status, @Nullable Decline decline) {
        return Charge.tried(ids.next(idPrefix(method), 23), clock.instant(), intent, payer, method, status, decline);
    }

    private static String idPrefix(MethodUsed method) {
        return method.kind() == PaymentMethod.BANK_DEBIT ? "py_3" : "ch_3";
    }

    private void succeeded(Transaction transaction, PaymentIntent intent, Charge taken) {
        Charge charge = books.chargeCameIn(transaction, taken);
        PaymentIntent paid = intent.now(PaymentIntent.Status.SUCCEEDED, charge);
        transaction.put(charge);
        transaction.put(paid);
        events.emit(transaction, "charge.succeeded", json.charge(charge), Cause.NO_REQUEST);
        events.emit(transaction, "payment_intent.succeeded", json.intent(paid), Cause.NO_REQUEST);
    }

    private void failed(Transaction transaction, PaymentIntent intent, Charge charge) {
        PaymentIntent unpaid = intent.now(PaymentIntent.Status.REQUIRES_PAYMENT_METHOD, charge);
        transaction.put(charge);
        transaction.put(unpaid);
        events.emit(transaction, "charge.failed", json.charge(charge), Cause.NO_REQUEST);
        events.emit(transaction, "payment_intent.payment_failed", json.intent(unpaid), Cause.NO_REQUEST);
    }

    private void emit(Transaction transaction, String type, CheckoutSession session) {
        events.emit(transaction, type, json.session(session), Cause.NO_REQUEST);
    }
}
