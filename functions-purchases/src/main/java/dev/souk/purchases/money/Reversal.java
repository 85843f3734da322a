package dev.souk.purchases.money;

import dev.souk.model.TransferId;
import java.util.UUID;

/** Part of a transfer that is being taken back. */
public record Reversal(UUID id, TransferId transfer, long amount, RetryKey key) {}
