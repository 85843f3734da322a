/** What the developer's page shows, does, and refuses. */
@NullMarked
package dev.souk.local.page.dev;

import org.jspecify.annotations.NullMarked;
