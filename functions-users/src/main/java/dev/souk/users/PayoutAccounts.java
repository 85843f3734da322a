package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.users.PayoutAccount.Application;
import dev.souk.users.PayoutAccount.Asking;
import java.time.Instant;
import java.util.Optional;

/** The payout accounts of all stores; a store has one at most. */
public interface PayoutAccounts {
    static PayoutAccounts in(Sql sql) {
        return new SqlPayoutAccounts(sql);
    }

    Optional<PayoutAccount> find(StoreId store);

    /** The store that an account of Stripe's belongs to. */
    Optional<StoreId> storeOf(String account);

    /** Writes down that Stripe is going to be asked for an account. Of two at once, one is kept. */
    void apply(Application application);

    /**
     * Begins again with another key, and the country, address and name that are given. Of two at once, one does.
     *
     * @param before the application that is given up: nothing happens when it is no longer the newest, or has its account
     */
    void applyAnew(Application before, String country, EmailAddress contact, String name, Instant now);

    /** Writes down how asking with that key went. */
    void mark(Application application, Asking asking);

    /** Writes down which account a store has. False when it has another one. */
    boolean adopt(StoreId store, String account);

    /**
     * Takes the number of a new inquiry, to be called before Stripe is asked. Of two inquiries the one with the higher number has been
     * answered later than the other was begun, so its answer stands.
     */
    int beginInquiry(StoreId store);

    /** The account, with no inquiry after {@code inquiry} answered; nobody else changes it before this transaction ends. */
    Optional<PayoutAccount> lockFor(StoreId store, int inquiry);

    /** Keeps the answer to an inquiry. */
    void keep(StoreId store, int inquiry, AccountState state, Instant now);

    /** True the first time that an event is recorded. */
    boolean recordEvent(String eventId, String type, Instant at);

    /**
     * Keeps how a payout went, unless a later one is known.
     *
     * @param failure Stripe's code; empty when it went well
     * @param at when that was, by Stripe's clock
     */
    void keepPayout(StoreId store, Optional<String> failure, Instant at);
}
