package dev.souk.infra.signin;

import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import dev.souk.infra.TokenIssuer;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Cognito as the issuer of tokens. Its users are the shop's sellers and buyers: in production they outlive the stack. */
public final class SignInStack extends Stack {
    private final TokenIssuer issuer;

    public SignInStack(Construct scope, StackProps props, Settings settings, Storefront storefront) {
        super(scope, props.getStackName(), props);
        Users users = new Users(this, "Users", settings);
        SignInPages pages = new SignInPages(this, "Pages", settings, users.pool(), storefront);
        String url = users.pool().getUserPoolProviderUrl();
        String client = pages.client().getUserPoolClientId();
        issuer = new TokenIssuer(
                url, client, Optional.empty(), Optional.of(users.pool().getUserPoolArn()), Optional.of(Users.ADMINS));
        output("OidcIssuer", url, "Whose tokens the API takes");
        output("OidcAudience", client, "For whom they are: the client_id of whoever signs people in");
        output("SignInUrl", pages.url(), "Where people sign in: /oauth2/authorize and /oauth2/token are under it");
    }

    /** As the functions and API Gateway have to know it. */
    public TokenIssuer issuer() {
        return issuer;
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
