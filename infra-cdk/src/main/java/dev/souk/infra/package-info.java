/**
 * Souk on AWS: eight stacks, made from what the rest of the repository says. The routes are those of {@code openapi.yaml}, the functions
 * those of {@link dev.souk.deployment.LambdaFunction}, the queues those of {@link dev.souk.model.message.WorkQueue}, the Java release
 * that of the root pom. {@link dev.souk.infra.Stage} says how large, {@link dev.souk.infra.Settings} whose.
 */
@NullMarked
package dev.souk.infra;

import org.jspecify.annotations.NullMarked;
