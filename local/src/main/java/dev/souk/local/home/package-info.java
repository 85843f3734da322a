/** The folder that a local run keeps its data in: who may use it, the secrets made up for it, the ports it had last time. */
@NullMarked
package dev.souk.local.home;

import org.jspecify.annotations.NullMarked;
