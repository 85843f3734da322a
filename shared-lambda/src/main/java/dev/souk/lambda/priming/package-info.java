/**
 * SnapStart: what a function does before Lambda takes a snapshot of it, and in each instance that is made of the snapshot. Where none is taken,
 * nothing of this happens.
 */
@NullMarked
package dev.souk.lambda.priming;

import org.jspecify.annotations.NullMarked;
