/** The transactional outbox: a message decided on inside a transaction is on its queue after the commit, whatever crashes in between. */
@NullMarked
package dev.souk.lambda.outbox;

import org.jspecify.annotations.NullMarked;
