/** Opening a store: a slug goes to whoever is first. */
@NullMarked
package dev.souk.users.opening;

import org.jspecify.annotations.NullMarked;
