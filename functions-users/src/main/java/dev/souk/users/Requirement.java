package dev.souk.users;

/**
 * Something that is wanted of an account's owner.
 *
 * @param what as Stripe names it: {@code individual.legal_name}
 * @param deadline {@code currently_due}, {@code past_due} or {@code eventually_due}
 */
public record Requirement(String what, String deadline) {
    /** Whether the account is in danger without it, or cut off already. */
    public boolean isDue() {
        return !deadline.equals("eventually_due");
    }
}
