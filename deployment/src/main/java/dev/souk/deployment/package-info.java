/**
 * What runs: each function with its artifact, its handler, its time-out, its memory and its environment variables. The local run, the
 * template in the cloud and the benchmarks all read this one list, so that none of them can give a function what the others do not. No
 * function ships it.
 */
@NullMarked
package dev.souk.deployment;

import org.jspecify.annotations.NullMarked;
