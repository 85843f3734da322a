/** Those who act for a store: its members, each with a role. What a role may do is decided by the SQL that does it. */
@NullMarked
package dev.souk.lambda.member;

import org.jspecify.annotations.NullMarked;
