package dev.souk.users;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.PayoutProblem.Kind;
import dev.souk.model.message.WorkQueue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks how an account stands now, keeps the answer, and writes to its seller when that is bad news. The answer to a later inquiry is
 * never replaced by that to an earlier one, however late it comes.
 */
public final class AccountInquiries {
    private static final int LONGEST_DETAIL = 300;

    private final Database database;
    private final Supplier<SellerAccounts> sellerAccounts;
    private final Outbox outbox;
    private final SellerPages pages;
    private final IdSource ids;
    private final Clock clock;

    public AccountInquiries(
            Database database,
            Supplier<SellerAccounts> sellerAccounts,
            Outbox outbox,
            SellerPages pages,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.sellerAccounts = sellerAccounts;
        this.outbox = outbox;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Brings what is known of a store's account up to date.
     *
     * @return what was put into the outbox, to be sent
     * @throws SellerAccounts.AccountsUnavailable when it cannot be asked now
     */
    public List<Outbox.Entry> about(StoreId store, String account) {
        int inquiry = database.transaction(tx -> PayoutAccounts.in(tx).beginInquiry(store));
        Optional<AccountState> state = sellerAccounts.get().look(account);
        return state.map(now -> database.transaction(tx -> keep(tx, store, inquiry, now)))
                .orElse(List.of());
    }

    /** Writes to a seller, within a transaction. */
    public Outbox.Entry tell(Sql tx, Store store, Kind kind, Optional<String> detail) {
        PayoutProblem problem =
                new PayoutProblem(ids.next(), store.contactEmail(), store.name(), kind, detail, pages.payouts(store));
        return outbox.put(tx, WorkQueue.EMAILS, problem.id(), EmailMessages.write(problem));
    }

    private List<Outbox.Entry> keep(Sql tx, StoreId id, int inquiry, AccountState now) {
        PayoutAccounts accounts = PayoutAccounts.in(tx);
        Optional<PayoutAccount> before = accounts.lockFor(id, inquiry);
        if (before.isEmpty()) {
            return List.of();
        }
        accounts.keep(id, inquiry, now, clock.instant());
        Optional<Kind> news = badNews(before.get(), now);
        Optional<Store> store = Stores.in(tx).find(id.text());
        if (news.isEmpty() || store.isEmpty()) {
            return List.of();
        }
        return List.of(tell(tx, store.get(), news.get(), wanted(now)));
    }

    /** What the seller has to hear that they did not hear before. Who has never been active is just on their way. */
    private static Optional<Kind> badNews(PayoutAccount before, AccountState now) {
        boolean was = before.transfers() == Transfers.ACTIVE;
        boolean is = now.transfers() == Transfers.ACTIVE;
        if (was && !is) {
            return Optional.of(Kind.TRANSFERS_STOPPED);
        }
        boolean wantedBefore = before.requirements().stream().anyMatch(Requirement::isDue);
        boolean wantedNow = now.requirements().stream().anyMatch(Requirement::isDue);
        return was && wantedNow && !wantedBefore ? Optional.of(Kind.ACTION_NEEDED) : Optional.empty();
    }

    private static Optional<String> wanted(AccountState now) {
        String wanted = now.requirements().stream()
                .filter(Requirement::isDue)
                .map(Requirement::what)
                .collect(Collectors.joining(", "));
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(wanted.length() <= LONGEST_DETAIL ? wanted : wanted.substring(0, LONGEST_DETAIL));
    }
}
