/** The little HTTP that the stand-in needs: requests and answers as values, and a server on the loopback address. */
@NullMarked
package dev.souk.stripe.standin.http;

import org.jspecify.annotations.NullMarked;
