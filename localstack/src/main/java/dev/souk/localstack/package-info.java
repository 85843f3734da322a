/**
 * Souk as its template has it, on LocalStack: the template is synthesized, deployed by CloudFormation, and given what LocalStack does not
 * have. LocalStack itself is somebody else's to start: {@code host-test.sh}, {@code compose.yaml} or Testcontainers.
 */
@NullMarked
package dev.souk.localstack;

import org.jspecify.annotations.NullMarked;
