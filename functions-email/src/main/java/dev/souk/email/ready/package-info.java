/** The order that can be paid: what a buyer is told whose payment page could not be opened at first. */
@NullMarked
package dev.souk.email.ready;

import org.jspecify.annotations.NullMarked;
