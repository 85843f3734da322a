/**
 * Black-box tests: they know a base URL and what {@code /_local/info.json} says there, and speak HTTP alone. Every request and every
 * answer under {@code /v1} is held against the contract. {@code SOUK_BASE_URL} names a system that runs; without it one is started.
 */
@NullMarked
package dev.souk.system;

import org.jspecify.annotations.NullMarked;
