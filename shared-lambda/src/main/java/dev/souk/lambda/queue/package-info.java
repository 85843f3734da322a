/** SQS: workers whose messages fail one by one, and the way to send. */
@NullMarked
package dev.souk.lambda.queue;

import org.jspecify.annotations.NullMarked;
