package dev.souk.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a history leaves to chance: the same for the same seed and place in it. */
final class Chance {
    private final long seed;
    private Random random;

    Chance(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** From here on what comes is that of this place, however much of it was asked for before. */
    void at(long place) {
        random = new Random(Chaos.mix(seed, place));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** From 0 to below 1. */
    double share() {
        return random.nextDouble();
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> Optional<T> one(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(pick(from));
    }
}
