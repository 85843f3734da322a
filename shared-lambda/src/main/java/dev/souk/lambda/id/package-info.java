/** Where new ids come from. */
@NullMarked
package dev.souk.lambda.id;

import org.jspecify.annotations.NullMarked;
