package dev.souk.users.accountevent;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.lambda.stripe.StripeSignatures;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage.PayoutProblem.Kind;
import dev.souk.users.AccountInquiries;
import dev.souk.users.AccountState;
import dev.souk.users.PayoutAccounts;
import dev.souk.users.SellerAccounts;
import dev.souk.users.Store;
import dev.souk.users.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes Stripe's word that something about an account has changed, and asks what it is now: however often and in whatever order told, what
 * is known is what Stripe says last.
 */
public final class AccountEvents {
    private final Database database;
    private final StripeSignatures signatures;
    private final Supplier<SellerAccounts> sellerAccounts;
    private final AccountInquiries inquiries;
    private final Outbox outbox;
    private final Clock clock;
    private final Log log;

    /** @param webhookSecrets Stripe signs with one of them */
    public AccountEvents(
            Database database,
            List<Secret> webhookSecrets,
            Supplier<SellerAccounts> sellerAccounts,
            AccountInquiries inquiries,
            Outbox outbox,
            Clock clock,
            Log log) {
        this.database = database;
        this.signatures = new StripeSignatures(webhookSecrets);
        this.sellerAccounts = sellerAccounts;
        this.inquiries = inquiries;
        this.outbox = outbox;
        this.clock = clock;
        this.log = log;
    }

    /** Acts on one message from the {@code account-events} queue. Throws when it must not, or cannot now, be acted on. */
    public void take(QueueMessage message) {
        signatures.check(message);
        switch (StripeAccountEvents.read(message.body())) {
            case AccountEvent.Changed changed -> changed(changed);
            case AccountEvent.PaidOut payout -> paidOut(payout);
            case AccountEvent.Nothing(String id, String type) ->
                log.info("account_event.let_go", "stripe_event", id, "type", type);
        }
    }

    private void changed(AccountEvent.Changed event) {
        Optional<StoreId> store = store(event.account());
        if (store.isEmpty()) {
            log.info("account_event.of_nobody", "stripe_event", event.id(), "account", event.account());
            return;
        }
        List<Outbox.Entry> entries = inquiries.about(store.get(), event.account());
        outbox.send(entries);
        log.info("account_event.taken", "stripe_event", event.id(), "type", event.type(), "messages", entries.size());
    }

    /** The store of an account; that of one whose opening was never answered stands on the account itself. */
    private Optional<StoreId> store(String account) {
        PayoutAccounts accounts = PayoutAccounts.in(database);
        Optional<StoreId> known = accounts.storeOf(account);
        if (known.isPresent()) {
            return known;
        }
        return sellerAccounts
                .get()
                .look(account)
                .flatMap(AccountState::store)
                .filter(store -> accounts.adopt(store, account));
    }

    private void paidOut(AccountEvent.PaidOut payout) {
        Optional<StoreId> id = PayoutAccounts.in(database).storeOf(payout.account());
        if (id.isEmpty()) {
            log.info("account_event.of_nobody", "stripe_event", payout.id(), "account", payout.account());
            return;
        }
        List<Outbox.Entry> entries = database.transaction(tx -> {
            PayoutAccounts accounts = PayoutAccounts.in(tx);
            if (!accounts.recordEvent(payout.id(), payout.type(), clock.instant())) {
                return List.<Outbox.Entry>of();
            }
            accounts.keepPayout(id.get(), payout.failure(), payout.at());
            Optional<Store> store = Stores.in(tx).find(id.get().text());
            if (payout.failure().isEmpty() || store.isEmpty()) {
                return List.<Outbox.Entry>of();
            }
            return List.of(inquiries.tell(tx, store.get(), Kind.PAYOUT_FAILED, payout.failure()));
        });
        outbox.send(entries);
        log.info("account_event.taken", "stripe_event", payout.id(), "type", payout.type(), "messages", entries.size());
    }
}
