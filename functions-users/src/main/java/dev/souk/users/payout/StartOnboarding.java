package dev.souk.users.payout;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.users.AccountInquiries;
import dev.souk.users.Membership;
import dev.souk.users.PayoutAccount;
import dev.souk.users.PayoutAccount.Application;
import dev.souk.users.PayoutAccount.Asking;
import dev.souk.users.PayoutAccounts;
import dev.souk.users.SellerAccounts;
import dev.souk.users.SellerAccounts.AccountsUnavailable;
import dev.souk.users.SellerAccounts.Opening;
import dev.souk.users.SellerPages;
import dev.souk.users.Store;
import dev.souk.users.Stores;
import dev.souk.users.payout.OnboardingOutcome.CountryRefused;
import dev.souk.users.payout.OnboardingOutcome.NoSuchStore;
import dev.souk.users.payout.OnboardingOutcome.OtherCountry;
import dev.souk.users.payout.OnboardingOutcome.Started;
import dev.souk.users.payout.OnboardingOutcome.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens a store's account at Stripe, once, and gives a link to its page. What is asked for is written down before Stripe is asked, with
 * the key it is asked by: a request that was lost, repeated or doubled asks for the same thing again and gets the same account. A key is
 * trusted for as long as Stripe surely knows it; after that, and where a key brings nothing but a failure, the account is looked for
 * before another key is used.
 */
public final class StartOnboarding {
    /** Stripe promises 24 hours. */
    private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

    private final Database database;
    private final Supplier<SellerAccounts> sellerAccounts;
    private final AccountInquiries inquiries;
    private final SellerPages pages;
    private final AuditLog audit;
    private final Clock clock;
    private final Log log;

    public StartOnboarding(
            Database database,
            Supplier<SellerAccounts> sellerAccounts,
            AccountInquiries inquiries,
            SellerPages pages,
            AuditLog audit,
            Clock clock,
            Log log) {
        this.database = database;
        this.sellerAccounts = sellerAccounts;
        this.inquiries = inquiries;
        this.pages = pages;
        this.audit = audit;
        this.clock = clock;
        this.log = log;
    }

    /** @param country ISO 3166, two capital letters */
    public OnboardingOutcome start(Seller seller, String slugOrId, String country) {
        Optional<Membership> found = Stores.in(database).find(slugOrId, seller);
        if (found.isEmpty()) {
            return new NoSuchStore();
        }
        Store store = found.get().store();
        database.transaction(tx -> {
            audit.write(
                    tx,
                    store.id(),
                    seller.id(),
                    "payout_account.asked_for",
                    store.id().text(),
                    country);
            return store;
        });
        try {
            PayoutAccount wanted = application(store, country);
            if (!wanted.application().country().equals(country)) {
                return new OtherCountry(wanted.application().country());
            }
            if (wanted.account().isPresent()) {
                return started(store, wanted.account().get());
            }
            return open(store, wanted.application());
        } catch (AccountsUnavailable e) {
            log.warn("payout_account.unavailable", e, "store", store.id());
            return new Unavailable();
        }
    }

    /** What is to be asked for, or was; with a key that is still good. */
    private PayoutAccount application(Store store, String country) {
        PayoutAccounts accounts = PayoutAccounts.in(database);
        Instant now = clock.instant();
        if (accounts.find(store.id()).isEmpty()) {
            accounts.apply(
                    new Application(store.id(), country, store.contactEmail(), store.name(), 1, Asking.OPEN, now));
        }
        PayoutAccount known = read(store.id());
        Application before = known.application();
        if (known.account().isPresent()) {
            return known;
        }
        if (before.asking() == Asking.REFUSED) {
            accounts.applyAnew(before, country, store.contactEmail(), store.name(), now);
        } else if (before.asking() == Asking.DOUBTFUL
                || now.isAfter(before.askedAt().plus(KEY_IS_KNOWN))) {
            sellerAccounts
                    .get()
                    .find(store.id())
                    .ifPresentOrElse(
                            account -> accounts.adopt(store.id(), account),
                            () -> accounts.applyAnew(before, before.country(), before.contact(), before.name(), now));
        }
        return read(store.id());
    }

    private OnboardingOutcome open(Store store, Application application) {
        PayoutAccounts accounts = PayoutAccounts.in(database);
        return switch (sellerAccounts.get().open(application)) {
            case Opening.Opened(String account) -> {
                if (!accounts.adopt(store.id(), account)) {
                    log.warn("payout_account.doubled", "store", store.id(), "account", account);
                }
                yield started(store, read(store.id()).account().orElse(account));
            }
            case Opening.Refused _ -> {
                accounts.mark(application, Asking.REFUSED);
                yield new CountryRefused();
            }
            case Opening.Failed _ -> {
                accounts.mark(application, Asking.DOUBTFUL);
                yield new Unavailable();
            }
            case Opening.Unanswered _ -> new Unavailable();
        };
    }

    private Started started(Store store, String account) {
        SellerAccounts.Link link =
                sellerAccounts.get().onboarding(account, pages.payouts(store), pages.payoutsAgain(store));
        try {
            // What this puts into the outbox is left to the sweeper: this function sends nothing itself.
            inquiries.about(store.id(), account);
        } catch (AccountsUnavailable e) {
            log.warn("payout_account.not_looked_at", e, "store", store.id());
        }
        return new Started(read(store.id()), link);
    }

    private PayoutAccount read(StoreId store) {
        return PayoutAccounts.in(database).find(store).orElseThrow();
    }
}
