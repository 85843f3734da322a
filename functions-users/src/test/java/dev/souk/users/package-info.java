/** Tests of profiles and stores, through the function, against the real database and issuer. */
@NullMarked
package dev.souk.users;

import org.jspecify.annotations.NullMarked;
