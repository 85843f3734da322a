/**
 * Events and how they reach their endpoints: signed, POSTed, tried again until the answer is a 2xx, in no particular order.
 * An event is kept in the same transaction as the change it tells of, together with one delivery per endpoint that wants
 * it, so that a crash loses neither.
 */
@NullMarked
package dev.souk.stripe.standin.webhook;

import org.jspecify.annotations.NullMarked;
