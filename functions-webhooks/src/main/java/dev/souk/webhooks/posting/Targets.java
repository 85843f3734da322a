package dev.souk.webhooks.posting;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** Where we post to. */
public enum Targets {
    /** Public addresses, by TLS. */
    PUBLIC,
    /** This machine, too, and without TLS: for a run at home. */
    PUBLIC_AND_LOOPBACK;

    /** What {@code WEBHOOK_TARGETS} says. */
    public static Optional<Targets> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "public" -> Optional.of(PUBLIC);
            case "public_and_loopback" -> Optional.of(PUBLIC_AND_LOOPBACK);
            default -> Optional.empty();
        };
    }

    /** Whether {@code http} will do. */
    public boolean takePlain() {
        return this == PUBLIC_AND_LOOPBACK;
    }

    /** Whether it may be posted to. */
    public boolean allow(InetAddress address) {
        return PublicAddresses.isPublic(address) || (this == PUBLIC_AND_LOOPBACK && address.isLoopbackAddress());
    }

    /** Whether {@code host} is an address by itself, and one that may not be posted to. A name is not looked up. */
    public boolean forbid(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return this != PUBLIC_AND_LOOPBACK;
        }
        try {
            return !allow(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
