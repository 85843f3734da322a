/** What is sold: products, first drafts that their sellers alone see, then published; and their files, whose bytes go straight between browser and S3. */
@NullMarked
package dev.souk.catalog;

import org.jspecify.annotations.NullMarked;
