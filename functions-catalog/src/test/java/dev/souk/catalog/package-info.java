/** Tests of products and files, through the function, against the real database, object store and issuer. */
@NullMarked
package dev.souk.catalog;

import org.jspecify.annotations.NullMarked;
