/** The receipt: what a buyer is told when an order is paid, with the link that opens the purchase. */
@NullMarked
package dev.souk.email.receipt;

import org.jspecify.annotations.NullMarked;
