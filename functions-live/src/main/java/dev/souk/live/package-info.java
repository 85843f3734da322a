/**
 * Live updates: who has the page of an order open hears at once when the order changes. A connection is API Gateway's; it watches the
 * orders that it may see. What is pushed is how an order stands when it is pushed, and pages that hear nothing ask by themselves.
 */
@NullMarked
package dev.souk.live;

import org.jspecify.annotations.NullMarked;
