package dev.souk.users;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A seller is away: what is in their store stays to be seen, and nothing of it can be ordered.
 *
 * @param message what they say to shoppers; may be empty
 * @param until the day they have in mind; it ends nothing by itself
 */
public record Vacation(Instant since, String message, Optional<LocalDate> until) {}
