/**
 * An SMTP server that delivers nothing: what it is sent lies in an inbox, as files, to be read by people on a page and by
 * tests in Java or JSON. It can be told to fail as mail servers do.
 */
@NullMarked
package dev.souk.embedded.smtp;

import org.jspecify.annotations.NullMarked;
