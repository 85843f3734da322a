/**
 * Functions as Lambda runs them: each instance a process of its own, started from the packaged artifact with environment variables and
 * nothing else, under AWS's own runtime interface client, which asks the Lambda Runtime API here for one event at a time. Instances are
 * started when there is an event and none is free, stand still between events, are killed when they take too long, and go when they were
 * idle for long.
 */
@NullMarked
package dev.souk.local.function.isolated;

import org.jspecify.annotations.NullMarked;
