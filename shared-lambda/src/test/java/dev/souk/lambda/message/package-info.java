/** Tests of the wire format of messages. */
@NullMarked
package dev.souk.lambda.message;

import org.jspecify.annotations.NullMarked;
