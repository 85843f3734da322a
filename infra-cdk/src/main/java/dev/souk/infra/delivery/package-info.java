/**
 * What lets GitHub Actions put Souk into an account without a stored key: one stack a stage, an app of its own, deployed by hand and never by
 * the workflows that it gives rights to.
 */
@NullMarked
package dev.souk.infra.delivery;

import org.jspecify.annotations.NullMarked;
