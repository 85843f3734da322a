/** Tests of what SES tells. */
@NullMarked
package dev.souk.email.feedback;

import org.jspecify.annotations.NullMarked;
