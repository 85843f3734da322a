/** People and their stores. A profile is there from the first time somebody is seen; a store belongs to one person and has an address that nobody else has. */
@NullMarked
package dev.souk.users;

import org.jspecify.annotations.NullMarked;
