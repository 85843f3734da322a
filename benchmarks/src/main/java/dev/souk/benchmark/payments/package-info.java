/**
 * Throughput of payments: from the signed webhook at the gateway to the receipt in the inbox, beside what the database's disk can commit
 * at all.
 */
@NullMarked
package dev.souk.benchmark.payments;

import org.jspecify.annotations.NullMarked;
