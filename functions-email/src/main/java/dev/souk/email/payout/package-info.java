/** What a seller hears when their store's money does not get through to them. */
@NullMarked
package dev.souk.email.payout;

import org.jspecify.annotations.NullMarked;
