package dev.souk.infra;

import java.util.Optional;

/**
 * Whose tokens are taken, and for whom they have to be. Any of these may be a token of CDK's.
 *
 * @param issuer to the letter
 * @param audience comma-separated when there are more
 * @param keys where the issuer's keys are, when its discovery document is not to be asked
 * @param userPoolArn of the issuer, when it is a user pool of Cognito's of ours: API Gateway can ask that itself
 */
public record TokenIssuer(String issuer, String audience, Optional<String> keys, Optional<String> userPoolArn) {}
