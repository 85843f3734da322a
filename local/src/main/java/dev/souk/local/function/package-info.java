/** Lambda's side of the seam: whoever has an event asks {@link dev.souk.local.function.Functions} and does not know where the function runs. */
@NullMarked
package dev.souk.local.function;

import org.jspecify.annotations.NullMarked;
