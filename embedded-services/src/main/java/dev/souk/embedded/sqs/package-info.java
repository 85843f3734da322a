/** SQS on this machine: ElasticMQ in this process, with queues that keep their dead letters and messages that survive a restart. */
@NullMarked
package dev.souk.embedded.sqs;

import org.jspecify.annotations.NullMarked;
