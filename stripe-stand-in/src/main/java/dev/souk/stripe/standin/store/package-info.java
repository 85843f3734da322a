/**
 * What the stand-in remembers: records by kind and id, changed in transactions, and, when a folder is given, kept in a
 * journal there. A transaction is one line of the journal, so a crash leaves all of it or nothing.
 */
@NullMarked
package dev.souk.stripe.standin.store;

import org.jspecify.annotations.NullMarked;
