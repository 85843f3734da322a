package dev.souk.stripe.standin.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer is asked to be.
 *
 * @param amount in minor units, from 1
 * @param sourceTransaction a charge; null to take it from the balance that is available
 */
public record TransferRequest(
        long amount,
        String currency,
        String destination,
        @Nullable String sourceTransaction,
        @Nullable String transferGroup,
        @Nullable String description,
        Map<String, String> metadata) {}
