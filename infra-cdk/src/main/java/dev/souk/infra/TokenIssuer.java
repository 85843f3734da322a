package dev.souk.infra;

import java.util.Optional;

/**
 * Whose tokens are taken, and for whom they have to be. Any of these may be a token of CDK's.
 *
 * @param issuer to the letter
 * @param audience comma-separated when there are more
 * @param keys where the issuer's keys are, when its discovery document is not to be asked
 * @param userPoolArn of the issuer, when it is a user pool of Cognito's of ours: API Gateway can ask that itself
 * @param admins by what its tokens make somebody an admin of the platform; nobody is one when empty
 */
public record TokenIssuer(
        String issuer, String audience, Optional<String> keys, Optional<String> userPoolArn, Optional<Admins> admins) {
    /** A claim, and what it has to be or to have in its list. */
    public record Admins(String claim, String value) {}
}
