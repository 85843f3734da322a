package dev.souk.test;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import java.util.function.Consumer;

/** The one OpenID Connect issuer of this JVM. Its keys stay as they are: a test that changes keys starts an issuer of its own. */
public final class TestIssuer {
    private TestIssuer() {}

    /** What {@code name} would get by signing in: with the address {@code name@example.com}. */
    public static String tokenFor(String name) {
        return RealServices.issuer().tokenFor(name);
    }

    /** A token after the changes to its claims. */
    public static String token(Consumer<JWTClaimsSet.Builder> changes) {
        return RealServices.issuer().token(changes);
    }

    /** The variables by which a function takes its tokens. */
    public static Map<String, String> variables() {
        return RealServices.issuerVariables();
    }
}
