/** Telling endpoints what has happened: who is to be told, one attempt after the other, and what becomes of those that take nothing. */
@NullMarked
package dev.souk.webhooks.delivering;

import org.jspecify.annotations.NullMarked;
