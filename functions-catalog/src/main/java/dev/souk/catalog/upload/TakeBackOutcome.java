package dev.souk.catalog.upload;

/** What taking a file from its product can end in. */
public sealed interface TakeBackOutcome {
    /** Now or before. */
    record TakenBack() implements TakeBackOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchFile() implements TakeBackOutcome {}

    /** It is a download that is being scanned, or was rejected. */
    record NotNow() implements TakeBackOutcome {}

    /** The product is for sale, and buyers would get nothing. */
    record LastOne() implements TakeBackOutcome {}
}
