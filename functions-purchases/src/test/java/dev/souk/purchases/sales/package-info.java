@NullMarked
package dev.souk.purchases.sales;

import org.jspecify.annotations.NullMarked;
