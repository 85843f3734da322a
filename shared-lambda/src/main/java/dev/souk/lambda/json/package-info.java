/** JSON as Souk speaks it: snake_case, strict on the way in (an unknown field or a wrong type is an error that names the field), nothing null on the way out. */
@NullMarked
package dev.souk.lambda.json;

import org.jspecify.annotations.NullMarked;
