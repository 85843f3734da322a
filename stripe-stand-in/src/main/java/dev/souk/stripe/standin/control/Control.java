package dev.souk.stripe.standin.control;

import dev.souk.stripe.standin.account.ConnectedAccount;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.TransfersStatus;
import dev.souk.stripe.standin.api.ApiCall;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.Decline;
import dev.souk.stripe.standin.payment.Money;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.stripe.standin.webhook.Attempt;
import dev.souk.stripe.standin.webhook.WebhookFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The levers behind the stand-in. */
public interface Control {

    /** All sessions, newest first. */
    List<CheckoutSession> sessions();

    /** All events with their deliveries, newest first. */
    List<EventLog> events();

    /** Pays a session without its page. */
    PaymentOutcome pay(String sessionId, PaymentForm form);

    /** Says how a bank debit ends. False when there is none to decide. */
    boolean settle(String sessionId, boolean succeeded);

    /** Ends an open session before its time. False when it is not open. */
    boolean expire(String sessionId);

    /** All connected accounts, newest first. */
    List<ConnectedAccount> accounts();

    /**
     * Fills in an account without its page. False when there is none.
     *
     * @throws IllegalArgumentException when a field is wrong
     */
    boolean fillInAccount(String accountId, OnboardingForm form);

    /**
     * Lets an account receive transfers, or stops it. False when there is none.
     *
     * @param requirement what is wanted of its owner now, as Stripe would name it; null for nothing
     */
    boolean setTransfers(String accountId, TransfersStatus status, @Nullable String requirement);

    /**
     * A payout from an account to its bank: paid, or failed for a reason ({@code account_closed}). False when there is no such account.
     *
     * @param currency in small letters
     */
    boolean payOut(String accountId, long amount, String currency, @Nullable String failureCode);
    /** Refunds, disputes, and what connected accounts hold. */
    Money money();

    /** The next payment by card is declined, whatever the card. */
    void failNextPayment(Decline decline);

    /** Why the next payment by card will be declined, when that was ordered. */
    Optional<Decline> nextDecline();

    /**
     * Sends an event again, so many times at the same moment, to each of its endpoints, and waits for the answers.
     *
     * @throws IllegalArgumentException when there is no such event
     */
    List<Attempt> sendAgain(String eventId, int times);

    /**
     * The next requests to the API meet a fault.
     *
     * @param delay how long a timeout holds the connection, or a slow answer takes
     */
    void outage(Fault fault, int times, Duration delay);

    /** So many of the next requests that fit meet a fault; the others go well. */
    void outage(Fault fault, Predicate<ApiCall> when, int times, Duration delay);

    /** How many requests will still meet a fault that was ordered. */
    int outagesAhead();

    /** Requests to the API go well again. */
    void endOutages();

    /**
     * The next deliveries of events of a type meet a fault.
     *
     * @param types a type, a group such as {@code charge.dispute.*}, or {@code *}
     * @param delay for those that are delayed
     */
    void webhookFault(WebhookFault fault, String types, int times, Duration delay);

    /** Deliveries go well again, and those that wait for others to be reordered go now. */
    void endWebhookFaults();

    /** Nothing is delivered until {@link #resumeWebhooks}; events pile up. */
    void pauseWebhooks();

    void resumeWebhooks();

    boolean areWebhooksPaused();

    /** The stand-in's idea of now. */
    Instant now();

    /**
     * Does what is due by now: expiries, banks' decisions, webhooks. Only where it is {@linkplain
     * dev.souk.stripe.standin.Options#drivenByHand driven by hand} does nobody else do it, and all is done on return.
     *
     * @return the time of what is due next
     */
    Optional<Instant> runDue();

    /**
     * Moves a {@link dev.souk.stripe.standin.VirtualClock} on, and does what then is due.
     *
     * @throws IllegalStateException when the clock is a real one
     */
    void advance(Duration by);
}
