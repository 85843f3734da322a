package dev.souk.stripe.standin.store;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Ids as Stripe makes them: a prefix and random letters and digits. */
public final class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RandomGenerator generator;
    private final ReentrantLock lock = new ReentrantLock();

    private Ids(RandomGenerator generator) {
        this.generator = generator;
    }

    /** Ids that nobody has seen before. */
    public static Ids unforeseen() {
        return new Ids(RANDOM);
    }

    /** The same ids in the same order for the same seed. */
    public static Ids seeded(long seed) {
        return new Ids(new SplittableRandom(seed));
    }

    /** The prefix with so many characters behind it. */
    public String next(String prefix, int length) {
        lock.lock();
        try {
            return letters(generator, prefix, length);
        } finally {
            lock.unlock();
        }
    }

    /** Never from a seed: for secrets. */
    public static String random(String prefix, int length) {
        return letters(RANDOM, prefix, length);
    }

    private static String letters(RandomGenerator generator, String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(generator.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
