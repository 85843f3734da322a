/** What Stripe tells of sellers' accounts. That something changed is believed only when signed; what it is now, Stripe is asked. */
@NullMarked
package dev.souk.users.accountevent;

import org.jspecify.annotations.NullMarked;
