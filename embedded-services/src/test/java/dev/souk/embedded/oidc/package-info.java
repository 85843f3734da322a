/** The issuer as a relying party sees it. */
@NullMarked
package dev.souk.embedded.oidc;

import org.jspecify.annotations.NullMarked;
