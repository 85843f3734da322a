/** To a seller whose product or store the platform has taken off its pages. */
@NullMarked
package dev.souk.email.takedown;

import org.jspecify.annotations.NullMarked;
