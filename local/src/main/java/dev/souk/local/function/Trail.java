package dev.souk.local.function;

/** Hears of every invocation, when it begins and when it is over. Called by many threads; it must not take long. */
@FunctionalInterface
public interface Trail {
    void tell(Trace trace);

    /** Nobody listens. */
    static Trail none() {
        return trace -> {};
    }
}
