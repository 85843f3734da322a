/**
 * E-mail: a message from the queue becomes a letter and leaves once. What each letter says has a package of its own, and so has the
 * way it leaves.
 */
@NullMarked
package dev.souk.email;

import org.jspecify.annotations.NullMarked;
