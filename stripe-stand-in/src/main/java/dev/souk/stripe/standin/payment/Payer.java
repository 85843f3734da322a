package dev.souk.stripe.standin.payment;

import org.jspecify.annotations.Nullable;

/** Who paid, in their own words. */
public record Payer(String email, @Nullable String name) {}
