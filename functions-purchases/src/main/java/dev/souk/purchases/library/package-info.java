/** What a buyer can look up: their orders, and what they own. */
@NullMarked
package dev.souk.purchases.library;

import org.jspecify.annotations.NullMarked;
