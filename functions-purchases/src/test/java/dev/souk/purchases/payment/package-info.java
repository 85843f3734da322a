@NullMarked
package dev.souk.purchases.payment;

import org.jspecify.annotations.NullMarked;
