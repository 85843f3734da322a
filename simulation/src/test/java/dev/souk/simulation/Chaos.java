package dev.souk.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Decides, from the seed, where faults strike. Each history has some kinds of them and not the others: a history with all of them at
 * once ends before anything interesting has happened.
 */
final class Chaos {
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> struckSoFar = new EnumMap<>(Fault.class);
    private Random random;
    private boolean on = true;

    Chaos(long seed) {
        this.random = new Random(mix(seed, -1));
        for (Fault fault : Fault.values()) {
            double strength = random.nextInt(10) < 5 ? 0 : 0.5 + random.nextDouble();
            rates.put(fault, fault.rate() * strength);
        }
    }

    /** Each step has a source of its own, so that leaving one out changes the others as little as can be. */
    void step(long seed, int number) {
        random = new Random(mix(seed, number));
    }

    static long mix(long seed, long number) {
        long mixed = (seed * 0x9E37_79B9_7F4A_7C15L) ^ ((number + 7) * 0xC2B2_AE3D_27D4_EB4FL);
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
        return mixed ^ (mixed >>> 32);
    }

    boolean strikes(Fault fault) {
        boolean struck = on && random.nextDouble() < rates.getOrDefault(fault, 0.0);
        if (struck) {
            struckSoFar.merge(fault, 1, Integer::sum);
        }
        return struck;
    }

    /** How often each has struck. */
    Map<Fault, Integer> struck() {
        return Map.copyOf(struckSoFar);
    }

    boolean has(Fault fault) {
        return rates.getOrDefault(fault, 0.0) > 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    void stop() {
        on = false;
    }

    boolean isOn() {
        return on;
    }
}
