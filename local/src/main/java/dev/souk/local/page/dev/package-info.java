/**
 * The developer's page at {@code /_local/dev/}: what the functions did and what lies in the services behind them, as it happens, and the
 * levers to do it again. Each {@link dev.souk.local.page.dev.Panel} has its part of the API below {@code api/}.
 *
 * <p>The page can replay a payment and end a process, so it is for this machine's user alone: by names of this machine, for pages of its
 * own origin and for programs, never for another site's page ({@link dev.souk.local.page.dev.SameOrigin}). Whatever strangers wrote is
 * JSON text here and text nodes there.
 */
@NullMarked
package dev.souk.local.page.dev;

import org.jspecify.annotations.NullMarked;
