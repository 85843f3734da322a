/** What looks after Souk while nobody does: metrics, alarms that somebody is told of, and one page with all of it. docs/operations.md says what to do. */
@NullMarked
package dev.souk.infra.watch;

import org.jspecify.annotations.NullMarked;
