/**
 * The proof: histories of buyers, sellers, banks and faults, made from a seed, against the real functions and a real database. Time is a
 * clock that is moved by hand, the queues are a model of SQS, Stripe is the stand-in; one step runs at a time. When a history is over the
 * faults stop, everything is run until it is quiet, and then the books have to agree: ours, Stripe's and the buyers'.
 */
@NullMarked
package dev.souk.simulation;

import org.jspecify.annotations.NullMarked;
