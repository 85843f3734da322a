/** What becomes of mails after they were taken: SES tells of bounces and complaints. */
@NullMarked
package dev.souk.email.feedback;

import org.jspecify.annotations.NullMarked;
