package dev.souk.stripe.standin.payment;

import java.time.Instant;
import java.util.Map;

/** Money that was passed on and taken back. */
public record TransferReversal(
        String id,
        Instant created,
        long amount,
        String currency,
        String transfer,
        String balanceTransaction,
        Map<String, String> metadata) {}
