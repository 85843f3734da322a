package dev.souk.model;

/**
 * Why Stripe would not charge an amount.
 *
 * @param code for programs: {@code below_minimum}, {@code above_maximum}, {@code not_a_multiple}
 * @param must for people, behind "must": {@code be at least 0.50 USD}
 */
public record Unchargeable(String code, String must) {}
