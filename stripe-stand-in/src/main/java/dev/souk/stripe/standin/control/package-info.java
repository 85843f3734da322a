/**
 * What a test or a curious person can do that no seller can: {@code /_stand-in/…} over HTTP, or {@link
 * dev.souk.stripe.standin.control.Control} in Java. JSON in and out, no key asked.
 */
@NullMarked
package dev.souk.stripe.standin.control;

import org.jspecify.annotations.NullMarked;
