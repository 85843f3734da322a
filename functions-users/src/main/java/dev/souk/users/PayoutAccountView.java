package dev.souk.users;

import dev.souk.users.PayoutAccount.PayoutFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A payout account as its seller sees it: the contract's {@code PayoutAccount}. */
record PayoutAccountView(
        String state,
        Optional<String> country,
        List<Requirement> requirements,
        Optional<Problem> payoutProblem,
        Optional<Instant> checkedAt) {

    /** A payout that did not arrive, and no later one that did. */
    record Problem(String code, Instant since) {}

    /** With the way to the page where it is filled in: the contract's {@code PayoutOnboarding}. */
    record Onboarding(PayoutAccountView payoutAccount, URI onboardingUrl, Instant expiresAt) {
        static Onboarding of(PayoutAccount account, SellerAccounts.Link link) {
            return new Onboarding(PayoutAccountView.of(account), link.url(), link.expiresAt());
        }
    }

    static PayoutAccountView none() {
        return new PayoutAccountView(
                text(PayoutAccount.State.NONE), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    static PayoutAccountView of(PayoutAccount account) {
        if (account.account().isEmpty()) {
            return none();
        }
        return new PayoutAccountView(
                text(account.state()),
                Optional.of(account.application().country()),
                account.requirements(),
                account.payoutFailure().map(PayoutAccountView::problem),
                account.lookedAt());
    }

    private static Problem problem(PayoutFailure failure) {
        return new Problem(failure.code(), failure.at());
    }

    private static String text(PayoutAccount.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
