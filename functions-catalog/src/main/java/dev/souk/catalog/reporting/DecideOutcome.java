package dev.souk.catalog.reporting;

import dev.souk.catalog.Report;

/** How deciding about a report can end. */
public sealed interface DecideOutcome {
    /** It is so now, or was before: saying the same once more changes nothing. */
    record Decided(Report report) implements DecideOutcome {}

    record NoSuchReport() implements DecideOutcome {}

    /** Somebody has decided something else. */
    record DecidedOtherwise(Report report) implements DecideOutcome {}
}
