/** What stands in for GuardDuty: every uploaded file is scanned, and the queue is told what came of it in GuardDuty's words. */
@NullMarked
package dev.souk.local.scan;

import org.jspecify.annotations.NullMarked;
