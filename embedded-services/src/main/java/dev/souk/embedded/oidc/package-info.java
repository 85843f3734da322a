/**
 * An OpenID Connect issuer on this machine: anybody can sign in under any name, by a page or by one call, and tests can have
 * tokens that a careful reader has to refuse.
 */
@NullMarked
package dev.souk.embedded.oidc;

import org.jspecify.annotations.NullMarked;
