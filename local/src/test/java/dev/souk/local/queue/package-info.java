/** Event source mapping's rules, against a real queue server. */
@NullMarked
package dev.souk.local.queue;

import org.jspecify.annotations.NullMarked;
