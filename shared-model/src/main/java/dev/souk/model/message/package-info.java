/** What travels on the queues, and the queues themselves: the one list of them that the template and the local run both read. */
@NullMarked
package dev.souk.model.message;

import org.jspecify.annotations.NullMarked;
