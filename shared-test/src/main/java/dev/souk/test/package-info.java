/**
 * What the tests of every module stand on: the real services (one of each a JVM, started when first asked for), events as AWS sends
 * them, a Lambda context, and the sentences about the architecture that hold everywhere.
 */
@NullMarked
package dev.souk.test;

import org.jspecify.annotations.NullMarked;
