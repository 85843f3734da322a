package dev.souk.catalog.featuring;

/** How featuring a product can end. */
public sealed interface FeatureOutcome {
    /** It is in its place. */
    record Featured() implements FeatureOutcome {}

    record NoSuchProduct() implements FeatureOutcome {}

    /** There are as many as there can be. */
    record TooMany() implements FeatureOutcome {}
}
