/** Tests of posting to strangers' addresses. */
@NullMarked
package dev.souk.webhooks.posting;

import org.jspecify.annotations.NullMarked;
