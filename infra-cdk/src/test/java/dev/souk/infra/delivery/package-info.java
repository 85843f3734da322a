/** What the roles trust and may do, and what the workflows may not. */
@NullMarked
package dev.souk.infra.delivery;

import org.jspecify.annotations.NullMarked;
