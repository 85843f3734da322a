@NullMarked
package dev.souk.purchases.sales.export;

import org.jspecify.annotations.NullMarked;
