/**
 * Who may do what to which table. Every table has one owner, a module, whose functions share one account of the database; that account
 * can do to its own tables what its code does, read what other modules publish as views, and see nothing else.
 */
@NullMarked
package dev.souk.schema.access;

import org.jspecify.annotations.NullMarked;
