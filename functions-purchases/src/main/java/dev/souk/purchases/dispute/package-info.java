/** What a seller sees of disputes, and what they can be answered with. */
@NullMarked
package dev.souk.purchases.dispute;

import org.jspecify.annotations.NullMarked;
