/** Where functions and database meet: a network with no way in, and one way out. */
@NullMarked
package dev.souk.infra.network;

import org.jspecify.annotations.NullMarked;
