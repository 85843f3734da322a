/**
 * The REST contract as Java sees it. {@code openapi.yaml} is the one list of what can be called: functions read the tables
 * that are made from it at build time ({@link dev.souk.api.RouteTable}, no YAML at a cold start), the local gateway and the
 * tests read the file itself ({@link dev.souk.api.Contract}).
 */
@NullMarked
package dev.souk.api;

import org.jspecify.annotations.NullMarked;
