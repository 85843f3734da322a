/** Logs: one JSON object a line, with the request's id and without personal data. */
@NullMarked
package dev.souk.lambda.log;

import org.jspecify.annotations.NullMarked;
