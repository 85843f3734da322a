/**
 * Accounts that a platform opens for those whom it pays (Accounts v2, configuration {@code recipient}): opened over the API, filled
 * in on a hosted page, able to receive transfers or not, as the details and the levers have it. Whoever moves money to an account
 * asks {@link dev.souk.stripe.standin.account.ConnectedAccounts#canReceive}.
 */
@NullMarked
package dev.souk.stripe.standin.account;

import org.jspecify.annotations.NullMarked;
