package dev.souk.catalog;

/**
 * What the reviews of a product come to: the contract's {@code Rating} too.
 *
 * @param averageHundredths of stars, 100 to 500, rounded half up
 */
public record Rating(int averageHundredths, int reviews) {}
