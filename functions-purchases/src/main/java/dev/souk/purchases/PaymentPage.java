package dev.souk.purchases;

import java.net.URI;
import java.time.Instant;

/** Where an order can be paid, and until when. {@code session} is Stripe's name of it. */
public record PaymentPage(String session, URI url, Instant expiresAt) {}
