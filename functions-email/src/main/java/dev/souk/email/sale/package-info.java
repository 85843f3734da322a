/** The sale notice: what a seller is told when something of theirs is bought. It does not name the buyer. */
@NullMarked
package dev.souk.email.sale;

import org.jspecify.annotations.NullMarked;
