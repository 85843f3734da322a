@NullMarked
package dev.souk.stripe.setup;

import org.jspecify.annotations.NullMarked;
