@NullMarked
package dev.souk.purchases.analytics;

import org.jspecify.annotations.NullMarked;
