/**
 * What a deployment does at Stripe, by a function that CloudFormation calls: it looks whether the key of the stage is there and good, and
 * has Stripe send its webhooks, in the version that this release reads. See docs/adr/0027.
 */
@NullMarked
package dev.souk.stripe.setup;

import org.jspecify.annotations.NullMarked;
