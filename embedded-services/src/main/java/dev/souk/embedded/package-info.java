/**
 * The services Souk stands on, startable in this process or as children of it. Each is a real server that speaks the real
 * protocol on 127.0.0.1; each is started by a static {@code start}, answers with what a client needs to reach it, and is
 * stopped by {@code close}. Nothing here knows of the functions.
 */
@NullMarked
package dev.souk.embedded;

import org.jspecify.annotations.NullMarked;
