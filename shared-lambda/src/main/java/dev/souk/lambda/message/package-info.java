/** How the messages of the shared vocabulary are written on the queues and read from them: one place for sender and worker. */
@NullMarked
package dev.souk.lambda.message;

import org.jspecify.annotations.NullMarked;
