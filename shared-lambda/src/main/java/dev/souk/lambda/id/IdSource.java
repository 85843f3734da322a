package dev.souk.lambda.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes new ids. A constructor argument, so that a test can say which come. */
@FunctionalInterface
public interface IdSource {
    UUID next();

    /**
     * UUIDv7 (RFC 9562): 48 bits of {@code clock}'s milliseconds, then 74 random bits; later ids sort after earlier ones to the
     * millisecond, which keeps the primary keys of InnoDB appending.
     */
    static IdSource uuidV7(Clock clock) {
        return () -> {
            SecureRandom random = Randomness.SOURCE;
            long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
            long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        };
    }

    /** Made with the first id: most requests need none, and a source of random numbers costs a cold start. */
    final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();

        private Randomness() {}
    }
}
