/** Who is calling: OIDC bearer tokens of any issuer, checked in every function whatever stands before it. */
@NullMarked
package dev.souk.lambda.auth;

import org.jspecify.annotations.NullMarked;
