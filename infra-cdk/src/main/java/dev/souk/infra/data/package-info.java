/** What must not be lost: the database, the sellers' files, the secrets. */
@NullMarked
package dev.souk.infra.data;

import org.jspecify.annotations.NullMarked;
