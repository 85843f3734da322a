@NullMarked
package dev.souk.users.accountevent;

import org.jspecify.annotations.NullMarked;
