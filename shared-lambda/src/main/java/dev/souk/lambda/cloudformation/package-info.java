/**
 * What a deployment asks of our own code: CloudFormation calls a function for a resource that we define, and waits for an answer at an
 * address that it gives. The protocol is AWS's and small, so it is ours rather than a framework's; see docs/adr/0022.
 */
@NullMarked
package dev.souk.lambda.cloudformation;

import org.jspecify.annotations.NullMarked;
