/** The new version: what a buyer is told when what they bought has one. */
@NullMarked
package dev.souk.email.version;

import org.jspecify.annotations.NullMarked;
