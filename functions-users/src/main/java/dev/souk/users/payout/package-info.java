/** A seller's way to be paid: one account for a store, however often it is asked for, and a fresh link to the page where it is filled in. */
@NullMarked
package dev.souk.users.payout;

import org.jspecify.annotations.NullMarked;
