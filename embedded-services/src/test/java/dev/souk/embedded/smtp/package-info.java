/** The inbox as a mailer, a person's browser and a script see it. */
@NullMarked
package dev.souk.embedded.smtp;

import org.jspecify.annotations.NullMarked;
