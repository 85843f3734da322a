/** How a letter leaves: as MIME, by Amazon SES or by SMTP. What these throw stops here. */
@NullMarked
package dev.souk.email.transport;

import org.jspecify.annotations.NullMarked;
