/** What Souk stands on, each either ours, started here, or somebody else's, named by the environment; and what of it the functions have to be told. */
@NullMarked
package dev.souk.local.service;

import org.jspecify.annotations.NullMarked;
