/** Plain JDBC: statements in text blocks, rows mapped by a lambda, few connections opened when first needed, transactions tried again on deadlock. */
@NullMarked
package dev.souk.lambda.db;

import org.jspecify.annotations.NullMarked;
