package dev.souk.stripe.standin.account;

import java.util.Map;

/** What filling in an account can end in. */
public sealed interface OnboardingOutcome {
    /** Back to where the platform wants its seller, whether all was filled in or nothing. */
    record Returned(String returnUrl) implements OnboardingOutcome {}

    record Wrong(OnboardingLink link, OnboardingForm form, Map<String, String> messages) implements OnboardingOutcome {}

    /** The link was used before, or is too old. */
    record Expired(OnboardingLink link) implements OnboardingOutcome {}

    record NoSuchLink() implements OnboardingOutcome {}
}
