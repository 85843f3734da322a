/** The refund notice: what a buyer is told when money went back. */
@NullMarked
package dev.souk.email.refund;

import org.jspecify.annotations.NullMarked;
