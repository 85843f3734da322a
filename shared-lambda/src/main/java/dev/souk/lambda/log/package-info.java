/** Logs: one JSON object a line, with the ids of the request and of its trace, and without personal data. */
@NullMarked
package dev.souk.lambda.log;

import org.jspecify.annotations.NullMarked;
