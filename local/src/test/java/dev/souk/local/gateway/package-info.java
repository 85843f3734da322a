/** API Gateway's rules, asked for over HTTP of a gateway before a function that shows what it got. */
@NullMarked
package dev.souk.local.gateway;

import org.jspecify.annotations.NullMarked;
