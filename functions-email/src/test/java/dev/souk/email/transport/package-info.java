/** Tests of the ways out, at the wire. */
@NullMarked
package dev.souk.email.transport;

import org.jspecify.annotations.NullMarked;
