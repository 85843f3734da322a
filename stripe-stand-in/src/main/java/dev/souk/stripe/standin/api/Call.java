package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.webhook.Cause;

/**
 * What an operation is called with.
 *
 * @param id the id in the path; empty when it has none
 */
record Call(String id, Params params, Cause cause) {}
