/** Access tokens: with which programs call for somebody, as far as that somebody lets them. */
@NullMarked
package dev.souk.users.token;

import org.jspecify.annotations.NullMarked;
