/** Editing a store: its owner does, and an editor what is not the owner's alone, and of two edits of one version only one is kept. */
@NullMarked
package dev.souk.users.editing;

import org.jspecify.annotations.NullMarked;
