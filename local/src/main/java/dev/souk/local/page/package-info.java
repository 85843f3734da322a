/** The developer's pages below {@code /_local}: where everything is, who is there, what to try, and the same for programs. */
@NullMarked
package dev.souk.local.page;

import org.jspecify.annotations.NullMarked;
