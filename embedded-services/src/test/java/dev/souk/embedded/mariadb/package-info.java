/** Every service is started for real here. */
@NullMarked
package dev.souk.embedded.mariadb;

import org.jspecify.annotations.NullMarked;
