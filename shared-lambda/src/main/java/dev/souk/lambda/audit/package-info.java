/** Who did what that not everybody may: kept with what was done, in one transaction, and never changed. */
@NullMarked
package dev.souk.lambda.audit;

import org.jspecify.annotations.NullMarked;
