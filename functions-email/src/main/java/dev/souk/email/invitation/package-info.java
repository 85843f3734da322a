/** The invitation: what somebody is told whom a store's owner wants to be a member. */
@NullMarked
package dev.souk.email.invitation;

import org.jspecify.annotations.NullMarked;
