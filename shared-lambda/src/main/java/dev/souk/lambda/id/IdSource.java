package dev.souk.lambda.id;

import dev.souk.lambda.priming.Snapshots;
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
            SecureRandom random = Randomness.source;
            long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
            long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        };
    }

    /** Made with the first id: most requests need none, and a source of random numbers costs a cold start. */
    final class Randomness {
        private static volatile SecureRandom source = new SecureRandom();

        static {
            Snapshots.after(Randomness::renew);
        }

        private Randomness() {}

        /**
         * Instances of one snapshot share all that is in it. Linux's own source mixes each number with the kernel's, which Lambda seeds anew in
         * each instance; one that keeps its state to itself would give the same ids to all.
         */
        static void renew() {
            source = new SecureRandom();
        }

        /** The one there is at this moment: not to be kept. */
        public static SecureRandom source() {
            return source;
        }
    }
}
