/** Tests of the migrations, here because the real services are. */
@NullMarked
package dev.souk.schema;

import org.jspecify.annotations.NullMarked;
