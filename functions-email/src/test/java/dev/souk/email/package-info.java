/** Tests of the e-mail worker: its letters, its claims on a real database, and whole batches from the queue to an inbox. */
@NullMarked
package dev.souk.email;

import org.jspecify.annotations.NullMarked;
