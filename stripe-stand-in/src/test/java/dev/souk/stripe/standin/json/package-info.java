/** The tests of JSON as it is written. */
@NullMarked
package dev.souk.stripe.standin.json;

import org.jspecify.annotations.NullMarked;
