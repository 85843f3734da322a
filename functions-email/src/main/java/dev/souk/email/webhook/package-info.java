/** What a seller is told when nothing is sent any more to a webhook endpoint of theirs. */
@NullMarked
package dev.souk.email.webhook;

import org.jspecify.annotations.NullMarked;
