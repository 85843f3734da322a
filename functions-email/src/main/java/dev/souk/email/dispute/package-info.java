/** The dispute notice: what a seller is told when a bank asks a payment back, and when it has decided. */
@NullMarked
package dev.souk.email.dispute;

import org.jspecify.annotations.NullMarked;
