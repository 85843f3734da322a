/** The stand-in as its users see it: through stripe-java, a browser's requests and a webhook endpoint. */
@NullMarked
package dev.souk.stripe.standin;

import org.jspecify.annotations.NullMarked;
