/** How it goes with a store: views, sales, revenue and what went back, by day and product, from sums that late news correct. */
@NullMarked
package dev.souk.purchases.analytics;

import org.jspecify.annotations.NullMarked;
