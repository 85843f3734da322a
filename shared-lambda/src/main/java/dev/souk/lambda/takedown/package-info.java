/** What the platform has taken off its pages: products, stores, reviews, each in a table of the module that owns them. */
@NullMarked
package dev.souk.lambda.takedown;

import org.jspecify.annotations.NullMarked;
