/** JSON as Stripe writes it. */
@NullMarked
package dev.souk.stripe.standin.json;

import org.jspecify.annotations.NullMarked;
