/** What the platform keeps of a store's sales, where it is not what it keeps of others. An order keeps what was agreed when it was placed. */
@NullMarked
package dev.souk.users.fee;

import org.jspecify.annotations.NullMarked;
