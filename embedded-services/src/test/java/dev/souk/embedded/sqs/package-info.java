/** SQS as its own client sees it. */
@NullMarked
package dev.souk.embedded.sqs;

import org.jspecify.annotations.NullMarked;
