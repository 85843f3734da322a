package dev.souk.lambda.priming;

/**
 * Where parts of a function say what a snapshot is to have seen, and what it must not hold. A part does so when it is made; nobody has to know
 * all parts. What is said where no snapshot is taken is not kept.
 */
public final class Snapshots {
    private static final boolean TAKEN = "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));

    private Snapshots() {}

    /** Something played in advance, so that what it takes is loaded. */
    @FunctionalInterface
    public interface Rehearsal {
        void play() throws Exception;
    }

    /**
     * Plays {@code rehearsal} before the snapshot. It may read, and must change nothing. When it fails a line of the log says so, and the
     * snapshot is taken all the same.
     *
     * @param what names it in the log
     */
    public static void rehearse(String what, Rehearsal rehearsal) {
        if (TAKEN) {
            Hooks.ALL.rehearse(what, rehearsal);
        }
    }

    /** Does {@code letGo} after all rehearsals: what is true at this moment only, connections above all, does not go into the snapshot. */
    public static void before(Runnable letGo) {
        if (TAKEN) {
            Hooks.ALL.before(letGo);
        }
    }

    /** Does {@code renew} in each instance before its first event: what instances of one snapshot must not have in common. */
    public static void after(Runnable renew) {
        if (TAKEN) {
            Hooks.ALL.after(renew);
        }
    }
}
