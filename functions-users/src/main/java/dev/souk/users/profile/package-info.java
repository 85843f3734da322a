/** The own profile: seen, and given another name. */
@NullMarked
package dev.souk.users.profile;

import org.jspecify.annotations.NullMarked;
