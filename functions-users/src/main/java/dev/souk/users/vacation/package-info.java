/** Sellers who are away. What is published stays to be seen, and nothing of it is ordered. */
@NullMarked
package dev.souk.users.vacation;

import org.jspecify.annotations.NullMarked;
