/** Members of a store: invited by letters, made by accepting them, changed and removed by the owner, gone when they leave. */
@NullMarked
package dev.souk.users.member;

import org.jspecify.annotations.NullMarked;
