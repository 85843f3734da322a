/**
 * Parameters as Stripe's API takes them: form-encoded, nested by brackets
 * ({@code line_items[0][price_data][currency]=usd}), and strict: what nobody asked for is an error.
 */
@NullMarked
package dev.souk.stripe.standin.form;

import org.jspecify.annotations.NullMarked;
