/** S3 as its own client sees it. */
@NullMarked
package dev.souk.embedded.s3;

import org.jspecify.annotations.NullMarked;
