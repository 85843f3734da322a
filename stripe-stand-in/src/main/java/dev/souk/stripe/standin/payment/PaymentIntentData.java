package dev.souk.stripe.standin.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the session's PaymentIntent will carry. */
public record PaymentIntentData(
        @Nullable String description,
        Map<String, String> metadata,
        @Nullable String receiptEmail,
        @Nullable String statementDescriptor,
        @Nullable String statementDescriptorSuffix,
        @Nullable String transferGroup) {}
