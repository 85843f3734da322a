/**
 * Cold start: every function as it is packaged, and two empty ones packaged alike, each in a fresh process under the real runtime
 * interface client, from the start of the process to the answer to a real event against real services.
 */
@NullMarked
package dev.souk.benchmark.coldstart;

import org.jspecify.annotations.NullMarked;
