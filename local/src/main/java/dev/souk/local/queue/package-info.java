/** Lambda's event source mapping for SQS: takes messages off a queue in batches, hands them to a function and deletes those that it did not report as failed; and the gateway's way onto a queue. */
@NullMarked
package dev.souk.local.queue;

import org.jspecify.annotations.NullMarked;
