/** Exports: a store's sales as a CSV file of any size, written by a worker in parts, and read by whoever has the link of the letter. */
@NullMarked
package dev.souk.purchases.sales.export;

import org.jspecify.annotations.NullMarked;
