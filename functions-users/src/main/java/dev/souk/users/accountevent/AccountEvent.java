package dev.souk.users.accountevent;

import java.time.Instant;
import java.util.Optional;

/** What an event means to a seller's account. */
sealed interface AccountEvent {
    /** Something about the account is not as it was. */
    record Changed(String id, String type, String account) implements AccountEvent {}

    /**
     * A payout to the seller's bank has ended.
     *
     * @param failure Stripe's code; empty when it went well
     */
    record PaidOut(String id, String type, String account, Optional<String> failure, Instant at)
            implements AccountEvent {}

    /** Nothing that concerns us. */
    record Nothing(String id, String type) implements AccountEvent {}
}
