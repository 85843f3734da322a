/** Texts of sellers: Markdown in, HTML out that can stand in a page as it is. Sanitised here, where it is rendered, and nowhere else. */
@NullMarked
package dev.souk.lambda.markdown;

import org.jspecify.annotations.NullMarked;
