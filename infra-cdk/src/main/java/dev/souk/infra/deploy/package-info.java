/** What a deployment does itself, by functions that CloudFormation calls before, or after, those that serve are changed. */
@NullMarked
package dev.souk.infra.deploy;

import org.jspecify.annotations.NullMarked;
