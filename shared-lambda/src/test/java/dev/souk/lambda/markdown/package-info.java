/** Tests of what comes out of the Markdown of strangers. */
@NullMarked
package dev.souk.lambda.markdown;

import org.jspecify.annotations.NullMarked;
