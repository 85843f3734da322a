/** Who signs in where the owner names no issuer of tokens: Cognito's users, its pages, and the client that the storefront is. */
@NullMarked
package dev.souk.infra.signin;

import org.jspecify.annotations.NullMarked;
