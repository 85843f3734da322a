package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a store's money goes: its account at Stripe, or the wish for one.
 *
 * @param application what Stripe is, or was, asked for
 * @param account Stripe's id; empty until we know that there is one
 * @param transfers as Stripe said last
 * @param requirements what it wanted of the seller then
 * @param activatedAt when it could take money for the first time
 */
public record PayoutAccount(
        StoreId store,
        Application application,
        Optional<String> account,
        Transfers transfers,
        List<Requirement> requirements,
        Optional<Instant> lookedAt,
        Optional<Instant> activatedAt,
        Optional<PayoutFailure> payoutFailure) {
    public PayoutAccount {
        requirements = List.copyOf(requirements);
    }

    /**
     * What Stripe is asked for, the same each time, so that asking twice opens one account.
     *
     * @param country ISO 3166, two capital letters
     * @param keyNumber goes up when the same key would not do any more
     * @param askedAt when it was first asked for with this key
     */
    public record Application(
            StoreId store,
            String country,
            EmailAddress contact,
            String name,
            int keyNumber,
            Asking asking,
            Instant askedAt) {
        /** The idempotency key. */
        public String key() {
            return "payout-account/" + store.text() + "/" + keyNumber;
        }
    }

    /** How asking went so far. */
    public enum Asking {
        /** Not answered yet, or answered. Asking again with the same key does no harm. */
        OPEN,
        /** Stripe failed, and would fail again for this key. Whether there is an account is to be seen first. */
        DOUBTFUL,
        /** Stripe does not open an account like that. */
        REFUSED
    }

    /** @param code Stripe's: {@code account_closed} */
    public record PayoutFailure(String code, Instant at) {}

    /** Where a seller stands. */
    public enum State {
        NONE,
        /** Not all was said yet, or it is being looked at. It could never take money so far. */
        PENDING,
        ACTIVE,
        /** It could take money, and cannot now. */
        RESTRICTED
    }

    public State state() {
        if (account.isEmpty()) {
            return State.NONE;
        }
        if (transfers == Transfers.ACTIVE) {
            return State.ACTIVE;
        }
        return activatedAt.isEmpty() ? State.PENDING : State.RESTRICTED;
    }
}
