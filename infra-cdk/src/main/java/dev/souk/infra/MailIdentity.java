package dev.souk.infra;

import dev.souk.model.EmailAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what SES knows the owner of an address: by its domain, for which DNS speaks, or by the address alone, which is asked by mail. */
public enum MailIdentity {
    DOMAIN,
    ADDRESS;

    /** As settings say it. */
    static Optional<MailIdentity> named(String setting) {
        return Arrays.stream(values())
                .filter(identity -> identity.name().toLowerCase(Locale.ROOT).equals(setting))
                .findFirst();
    }

    /** The identity's name at SES. */
    public String of(EmailAddress address) {
        return this == ADDRESS ? address.value() : domainOf(address);
    }

    /** {@code souk.example}, of {@code shop@souk.example}. */
    public static String domainOf(EmailAddress address) {
        String text = address.value();
        return text.substring(text.indexOf('@') + 1);
    }
}
