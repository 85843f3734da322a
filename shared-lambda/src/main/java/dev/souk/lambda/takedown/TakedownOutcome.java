package dev.souk.lambda.takedown;

/** How an act on a takedown can end. */
public sealed interface TakedownOutcome {
    /** It is so from now on. */
    record Done(Takedown takedown) implements TakedownOutcome {}

    /** The very same was said before: nothing changes, and nobody is told again. */
    record SoAlready(Takedown takedown) implements TakedownOutcome {}

    /** Something else was said before, and stays. */
    record Otherwise(Takedown takedown) implements TakedownOutcome {}

    /** There is nothing to act on. */
    record Nothing() implements TakedownOutcome {}
}
