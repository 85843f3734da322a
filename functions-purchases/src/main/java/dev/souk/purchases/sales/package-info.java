/** What a store has sold, as its seller sees it: sales, customers, and the receipt once more. Of an order that is only the store's part. */
@NullMarked
package dev.souk.purchases.sales;

import org.jspecify.annotations.NullMarked;
