/** EventBridge Scheduler: calls a function again and again. */
@NullMarked
package dev.souk.local.schedule;

import org.jspecify.annotations.NullMarked;
