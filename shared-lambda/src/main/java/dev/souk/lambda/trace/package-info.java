/** Which trace a request, a message and what follows from them belong to, in X-Ray's words. */
@NullMarked
package dev.souk.lambda.trace;

import org.jspecify.annotations.NullMarked;
