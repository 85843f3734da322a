/** Posting to an address that a stranger has given: where it may lead, how long it may take, how much of an answer is read. */
@NullMarked
package dev.souk.webhooks.posting;

import org.jspecify.annotations.NullMarked;
