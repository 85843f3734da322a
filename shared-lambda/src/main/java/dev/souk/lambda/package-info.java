/** The kit that functions stand on. It knows Lambda, HTTP, SQL and queues; it knows nothing of what Souk sells. */
@NullMarked
package dev.souk.lambda;

import org.jspecify.annotations.NullMarked;
