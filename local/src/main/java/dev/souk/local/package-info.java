/**
 * The whole of Souk in one process: services, functions, and between them what AWS is in the cloud. {@link dev.souk.local.LocalSouk}
 * starts and stops it, {@link dev.souk.local.Main} does so for a person at a terminal.
 */
@NullMarked
package dev.souk.local;

import org.jspecify.annotations.NullMarked;
