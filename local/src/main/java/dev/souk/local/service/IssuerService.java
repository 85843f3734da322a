package dev.souk.local.service;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who says who somebody is: an issuer of ours that takes any name, or the one at {@code OIDC_ISSUER}. */
public final class IssuerService implements Service {
    private final Map<String, String> variables;
    private final @Nullable EmbeddedIssuer issuer;

    private IssuerService(Map<String, String> variables, @Nullable EmbeddedIssuer issuer) {
        this.variables = Map.copyOf(variables);
        this.issuer = issuer;
    }

    public static IssuerService start(Setting setting) {
        if (setting.isSet("OIDC_ISSUER")) {
            Map<String, String> variables = new HashMap<>();
            variables.put("OIDC_ISSUER", setting.environment().get("OIDC_ISSUER"));
            variables.put("OIDC_AUDIENCE", setting.environment().get("OIDC_AUDIENCE"));
            for (String name : List.of("OIDC_JWKS_URI", "OIDC_ADMIN_CLAIM", "OIDC_ADMIN_VALUE")) {
                setting.environment().find(name).ifPresent(value -> variables.put(name, value));
            }
            return new IssuerService(variables, null);
        }
        EmbeddedIssuer issuer = EmbeddedIssuer.start(setting.preferredPort(Port.ISSUER));
        setting.listensAt(Port.ISSUER, issuer.port());
        return new IssuerService(
                Map.of(
                        "OIDC_ISSUER", issuer.issuer().toString(),
                        "OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE,
                        "OIDC_JWKS_URI", issuer.jwks().toString(),
                        "OIDC_ADMIN_CLAIM", EmbeddedIssuer.ADMIN_CLAIM,
                        "OIDC_ADMIN_VALUE", EmbeddedIssuer.ADMIN_VALUE),
                issuer);
    }

    /** The issuer, when it is ours. */
    public @Nullable EmbeddedIssuer issuer() {
        return issuer;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String where() {
        return variables.getOrDefault("OIDC_ISSUER", "");
    }

    @Override
    public boolean isOurs() {
        return issuer != null;
    }

    @Override
    public void close() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
