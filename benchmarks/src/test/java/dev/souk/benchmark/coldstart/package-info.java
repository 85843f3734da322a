@NullMarked
package dev.souk.benchmark.coldstart;

import org.jspecify.annotations.NullMarked;
