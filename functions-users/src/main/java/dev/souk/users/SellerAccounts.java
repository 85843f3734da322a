package dev.souk.users;

import dev.souk.model.StoreId;
import dev.souk.users.PayoutAccount.Application;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Whoever holds the accounts that sellers are paid to. */
public interface SellerAccounts {
    /** Opens an account. Asked again with the same key it gives the same one. */
    Opening open(Application application);

    /** What opening an account can end in. */
    sealed interface Opening {
        record Opened(String account) implements Opening {}

        /** Not in that country, or not with these details. */
        record Refused() implements Opening {}

        /** No answer, or not now: there may be an account. The same key finds out. */
        record Unanswered() implements Opening {}

        /** It went wrong there, and the key would go wrong again. There may be an account. */
        record Failed() implements Opening {}
    }

    /**
     * The account that was opened for a store, looked up among all there are.
     *
     * @throws AccountsUnavailable when that cannot be seen now
     */
    Optional<String> find(StoreId store);

    /**
     * How an account stands now; empty when there is none.
     *
     * @throws AccountsUnavailable when that cannot be seen now
     */
    Optional<AccountState> look(String account);

    /**
     * A way to the page where the seller says what is wanted; good for one visit, for minutes.
     *
     * @param back where they come back to, whether they are done or not
     * @param again where they go whose link is spent
     * @throws AccountsUnavailable when none can be had now
     */
    Link onboarding(String account, URI back, URI again);

    record Link(URI url, Instant expiresAt) {}

    /** The accounts cannot be reached just now. */
    final class AccountsUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        AccountsUnavailable(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
