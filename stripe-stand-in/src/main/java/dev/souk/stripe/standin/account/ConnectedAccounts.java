package dev.souk.stripe.standin.account;

import dev.souk.stripe.standin.account.ConnectedAccount.StatusDetail;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.payment.Destinations;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Records;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Opening accounts, filling them in, and what becomes of them. Each change tells the platform by a thin event. */
public final class ConnectedAccounts {
    private static final Duration LINK_LIVES = Duration.ofMinutes(10);
    private static final StatusDetail PAST_DUE = new StatusDetail("requirements_past_due", "provide_info");
    private static final StatusDetail CHECKING = new StatusDetail("requirements_pending_verification", "no_resolution");
    private static final List<Requirement> EVERYTHING = List.of(
            Requirement.pastDue("individual.legal_name"),
            Requirement.pastDue("configuration.recipient.default_outbound_destination"));

    private final Store store;
    private final Events events;
    private final Clock clock;

    public ConnectedAccounts(Store store, Events events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** What the platform says of an account that it opens. */
    public record Application(
            @Nullable String displayName,
            @Nullable String contactEmail,
            @Nullable String country,
            String dashboard,
            Map<String, String> metadata) {}

    /** Whether there is such an account, and transfers to it are possible now. */
    public boolean canReceive(String accountId) {
        return canReceive(store, accountId);
    }

    /** The same as a transaction sees it. */
    public static boolean canReceive(Records records, String accountId) {
        return records.find(ConnectedAccount.class, accountId)
                .map(account -> account.transfers() == TransfersStatus.ACTIVE)
                .orElse(false);
    }

    /** As transfers see them. One that was opened elsewhere is taken to be ready: nothing is known against it. */
    public Destinations asDestinations() {
        return new Destinations() {
            @Override
            public boolean exists(String account) {
                return account.startsWith("acct_");
            }

            @Override
            public boolean canReceive(String account) {
                return find(account).isEmpty() || ConnectedAccounts.this.canReceive(account);
            }
        };
    }

    public Optional<ConnectedAccount> find(String id) {
        return store.find(ConnectedAccount.class, id);
    }

    public List<ConnectedAccount> newestFirst() {
        return store.newestFirst(ConnectedAccount.class);
    }

    /** A new account can do nothing yet: its owner has to be known first. */
    public ConnectedAccount open(Transaction transaction, Application application, Cause cause) {
        ConnectedAccount account = new ConnectedAccount(
                Ids.random("acct_1", 16),
                now(),
                application.displayName(),
                application.contactEmail(),
                application.country(),
                application.dashboard(),
                application.metadata(),
                TransfersStatus.RESTRICTED,
                PAST_DUE,
                EVERYTHING);
        transaction.put(account);
        tell(transaction, account.id(), "v2.core.account.created", Json.object(), cause);
        return account;
    }

    public OnboardingLink link(Transaction transaction, String account, String returnUrl, @Nullable String refreshUrl) {
        Instant now = now();
        OnboardingLink link = new OnboardingLink(
                Ids.random("", 32), account, now, now.plus(LINK_LIVES), returnUrl, refreshUrl, false);
        transaction.put(link);
        return link;
    }

    /** A link that still opens its page. */
    public boolean isOpen(OnboardingLink link) {
        return !link.used() && clock.instant().isBefore(link.expiresAt());
    }

    public Optional<OnboardingLink> findLink(String id) {
        return store.find(OnboardingLink.class, id);
    }

    /** The form of the page, submitted. */
    public OnboardingOutcome submit(String linkId, OnboardingForm form) {
        return visit(linkId, (transaction, link) -> {
            Map<String, String> wrong = form.wrong();
            if (!wrong.isEmpty()) {
                return new OnboardingOutcome.Wrong(link, form, wrong);
            }
            fillIn(transaction, link.account(), form);
            return back(transaction, link);
        });
    }

    /** The page left with nothing filled in. */
    public OnboardingOutcome leave(String linkId) {
        return visit(linkId, ConnectedAccounts.this::back);
    }

    /** An account filled in without its page. False when there is none. */
    public boolean fillIn(String accountId, OnboardingForm form) {
        if (!form.wrong().isEmpty()) {
            throw new IllegalArgumentException("wrong fields: " + form.wrong());
        }
        return store.change(transaction -> fillIn(transaction, accountId, form));
    }

    /**
     * Lets an account receive transfers, or stops it. False when there is none.
     *
     * @param requirement what is wanted of its owner now, such as {@code individual.documents.primary_verification}; null for nothing
     */
    public boolean setTransfers(String accountId, TransfersStatus status, @Nullable String requirement) {
        List<Requirement> wanted =
                requirement == null ? List.of() : List.of(new Requirement(requirement, "currently_due", "user", null));
        StatusDetail detail = switch (status) {
            case ACTIVE -> null;
            case PENDING -> CHECKING;
            case RESTRICTED -> requirement == null ? new StatusDetail("rejected", "contact_stripe") : PAST_DUE;
        };
        return store.change(transaction -> change(transaction, accountId, status, detail, wanted));
    }

    /** A payout from an account's balance to its bank goes wrong, or well. False when there is no such account. */
    public boolean payOut(String accountId, long amount, String currency, @Nullable String failureCode) {
        return store.change(transaction -> {
            ConnectedAccount account =
                    transaction.find(ConnectedAccount.class, accountId).orElse(null);
            if (account == null) {
                return false;
            }
            ObjectNode payout = Json.object()
                    .put("id", Ids.random("po_1", 23))
                    .put("object", "payout")
                    .put("amount", amount)
                    .put("currency", currency)
                    .put("created", clock.instant().getEpochSecond())
                    .put("failure_code", failureCode)
                    .put("status", failureCode == null ? "paid" : "failed");
            events.emitOfAccount(
                    transaction,
                    accountId,
                    failureCode == null ? "payout.paid" : "payout.failed",
                    payout,
                    Cause.NO_REQUEST);
            return true;
        });
    }

    private interface Visit {
        OnboardingOutcome by(Transaction transaction, OnboardingLink link);
    }

    private OnboardingOutcome visit(String linkId, Visit visit) {
        return store.change(transaction -> {
            OnboardingLink link = transaction.find(OnboardingLink.class, linkId).orElse(null);
            if (link == null) {
                return new OnboardingOutcome.NoSuchLink();
            }
            return isOpen(link) ? visit.by(transaction, link) : new OnboardingOutcome.Expired(link);
        });
    }

    private OnboardingOutcome back(Transaction transaction, OnboardingLink link) {
        transaction.put(link.spent());
        return new OnboardingOutcome.Returned(link.returnUrl());
    }

    private boolean fillIn(Transaction transaction, String accountId, OnboardingForm form) {
        TransfersStatus result = form.result();
        tell(transaction, accountId, "v2.core.account[identity].updated", Json.object(), Cause.NO_REQUEST);
        return change(transaction, accountId, result, result == TransfersStatus.PENDING ? CHECKING : null, List.of());
    }

    private boolean change(
            Transaction transaction,
            String accountId,
            TransfersStatus status,
            @Nullable StatusDetail detail,
            List<Requirement> wanted) {
        ConnectedAccount before =
                transaction.find(ConnectedAccount.class, accountId).orElse(null);
        if (before == null) {
            return false;
        }
        transaction.put(before.with(status, detail, wanted));
        if (!before.requirements().equals(wanted)) {
            tell(transaction, accountId, "v2.core.account[requirements].updated", Json.object(), Cause.NO_REQUEST);
        }
        if (before.transfers() != status) {
            tell(
                    transaction,
                    accountId,
                    "v2.core.account[configuration.recipient].capability_status_updated",
                    Json.object().put("updated_capability", "stripe_balance.stripe_transfers"),
                    Cause.NO_REQUEST);
        }
        return true;
    }

    private void tell(Transaction transaction, String accountId, String type, ObjectNode data, Cause cause) {
        ObjectNode about = Json.object()
                .put("id", accountId)
                .put("type", "v2.core.account")
                .put("url", "/v2/core/accounts/" + accountId);
        about.set("data", data);
        events.emitOfAccount(transaction, accountId, type, about, cause);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
