package dev.souk.users.payout;

import dev.souk.users.PayoutAccount;
import dev.souk.users.SellerAccounts;

/** What asking for a payout account can end in. */
public sealed interface OnboardingOutcome {
    record Started(PayoutAccount account, SellerAccounts.Link link) implements OnboardingOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchStore() implements OnboardingOutcome {}

    /** The account is, or is being opened, in another country. */
    record OtherCountry(String country) implements OnboardingOutcome {}

    /** No account is opened there. */
    record CountryRefused() implements OnboardingOutcome {}

    /** Nobody can be reached just now; the same request again does no harm. */
    record Unavailable() implements OnboardingOutcome {}
}
