/** The payout problem: what a seller is told when money cannot get to them. */
@NullMarked
package dev.souk.email.payout;

import org.jspecify.annotations.NullMarked;
