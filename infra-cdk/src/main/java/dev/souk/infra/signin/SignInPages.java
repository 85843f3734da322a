package dev.souk.infra.signin;

import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.ClientAttributes;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.StandardAttributesMask;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.constructs.Construct;

/**
 * Cognito's own pages to sign in at, and the one client that may send people there: a page in a browser, which can keep no secret. It gets a
 * code, and tokens for that code and the word that it made up before (PKCE); tokens never stand in an address.
 */
final class SignInPages extends Construct {
    private static final Duration SIGNED_IN = Duration.hours(1);
    private static final Duration REMEMBERED = Duration.days(30);

    private final UserPoolClient client;
    private final String url;

    SignInPages(Construct scope, String id, Settings settings, UserPool pool, Storefront storefront) {
        super(scope, id);
        Stack stack = Stack.of(this);
        // Such a name is anybody's in the region who comes first.
        String prefix = settings.stage().nameOf(stack.getAccount());
        UserPoolDomain.Builder.create(this, "Domain")
                .userPool(pool)
                .cognitoDomain(
                        CognitoDomainOptions.builder().domainPrefix(prefix).build())
                .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
                .build();
        url = "https://" + prefix + ".auth." + stack.getRegion() + ".amazoncognito.com";
        client = client(settings, pool, storefront);
        // Without any, the newer pages show an error.
        CfnManagedLoginBranding.Builder.create(this, "Look")
                .userPoolId(pool.getUserPoolId())
                .clientId(client.getUserPoolClientId())
                .useCognitoProvidedValues(true)
                .build();
    }

    UserPoolClient client() {
        return client;
    }

    String url() {
        return url;
    }

    private UserPoolClient client(Settings settings, UserPool pool, Storefront storefront) {
        List<String> pages = Stream.concat(Stream.of(storefront.url() + "/"), settings.signIn().pages().stream())
                .toList();
        ClientAttributes attributes = new ClientAttributes()
                .withStandardAttributes(StandardAttributesMask.builder()
                        .email(true)
                        .fullname(true)
                        .build());
        UserPoolClient storefrontClient = UserPoolClient.Builder.create(this, "Client")
                .userPool(pool)
                .userPoolClientName("storefront")
                .generateSecret(false)
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(List.of(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE))
                        .callbackUrls(pages)
                        .logoutUrls(pages)
                        .build())
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .idTokenValidity(SIGNED_IN)
                .accessTokenValidity(SIGNED_IN)
                .refreshTokenValidity(REMEMBERED)
                .writeAttributes(attributes)
                .build();
        // Passwords are given to Cognito's pages and to no other: without this, to anybody who asks its API in the
        // client's name.
        ((CfnUserPoolClient) Objects.requireNonNull(storefrontClient.getNode().getDefaultChild()))
                .setExplicitAuthFlows(List.of("ALLOW_REFRESH_TOKEN_AUTH"));
        return storefrontClient;
    }
}
