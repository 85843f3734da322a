/** Deployments as the database sees them. */
@NullMarked
package dev.souk.schema.deploy;

import org.jspecify.annotations.NullMarked;
