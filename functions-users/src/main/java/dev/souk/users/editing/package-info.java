/** Editing a store: only its owner does, and of two edits of one version only one is kept. */
@NullMarked
package dev.souk.users.editing;

import org.jspecify.annotations.NullMarked;
