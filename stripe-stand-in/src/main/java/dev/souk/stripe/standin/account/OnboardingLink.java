package dev.souk.stripe.standin.account;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way to the page where an account is filled in: short-lived, and good for one visit.
 *
 * @param id what stands at the end of its address
 * @param refreshUrl where one goes who comes too late
 */
public record OnboardingLink(
        String id,
        String account,
        Instant created,
        Instant expiresAt,
        String returnUrl,
        @Nullable String refreshUrl,
        boolean used)
        implements Stored {

    OnboardingLink spent() {
        return new OnboardingLink(id, account, created, expiresAt, returnUrl, refreshUrl, true);
    }
}
