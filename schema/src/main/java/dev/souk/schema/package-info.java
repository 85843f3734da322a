/**
 * The tables of Souk: one schema, changed only by the numbered migrations beside this package. A module writes its own tables and
 * reads another's only through a view that the owner publishes ({@code store_directory}, {@code offers}, {@code deliverables}).
 */
@NullMarked
package dev.souk.schema;

import org.jspecify.annotations.NullMarked;
