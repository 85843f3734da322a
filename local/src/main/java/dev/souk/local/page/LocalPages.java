package dev.souk.local.page;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.local.http.Answer;
import dev.souk.local.http.LoopbackNames;
import dev.souk.local.http.Request;
import dev.souk.local.http.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages for whoever started Souk: {@code /_local/}, {@code /_local/info.json} and {@code /_local/token?user=<name>}, which answers
 * {@code {"access_token", "token_type", "expires_in"}} as a sign-in would.
 */
public final class LocalPages implements Site {
    public static final String ROOT = "/_local";
    /** Where the developer's page is; it serves itself. */
    public static final String DEV = ROOT + "/dev";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Info info;
    private final @Nullable EmbeddedIssuer issuer;

    /** @param issuer null when it is not ours */
    public LocalPages(Info info, @Nullable EmbeddedIssuer issuer) {
        this.info = info;
        this.issuer = issuer;
    }

    @Override
    public Answer answer(Request request) {
        if (!LoopbackNames.include(request.header("Host").orElse(null))) {
            return Answer.of(403, "text/plain; charset=utf-8", "Only by a name of this machine.\n");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Answer.of(405, "text/plain; charset=utf-8", "Only GET and HEAD.\n")
                    .with("Allow", "GET, HEAD");
        }
        return page(request).with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
    }

    private Answer page(Request request) {
        return switch (request.path().substring(ROOT.length())) {
            case "" -> Answer.redirect(ROOT + "/");
            case "/" ->
                Answer.of(200, "text/html; charset=utf-8", StartPage.of(info, resource("start.html")))
                        .with("Content-Security-Policy", POLICY)
                        .with("Referrer-Policy", "same-origin");
            case "/start.css" -> Answer.of(200, "text/css; charset=utf-8", resource("start.css"));
            case "/start.js" -> Answer.of(200, "text/javascript; charset=utf-8", resource("start.js"));
            case "/info.json" -> Answer.json(200, info.json());
            case "/token" -> token(request.query());
            default -> Answer.of(404, "text/plain; charset=utf-8", "There is no such page. See " + ROOT + "/\n");
        };
    }

    private Answer token(String query) {
        if (issuer == null) {
            return Answer.json(
                    404,
                    "{\"message\":\"The issuer is not ours: sign in at "
                            + info.services().issuer().where() + "\"}");
        }
        Optional<String> user = Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith("user="))
                .map(pair -> URLDecoder.decode(pair.substring("user=".length()), StandardCharsets.UTF_8))
                .findFirst();
        if (user.isEmpty() || !NAME.matcher(user.get()).matches()) {
            return Answer.json(400, "{\"message\":\"?user= is a name of letters, digits and . _ @ + -\"}");
        }
        return Answer.json(
                200,
                JSON.writeValueAsString(JSON.createObjectNode()
                        .put("access_token", issuer.tokenFor(user.get()))
                        .put("token_type", "Bearer")
                        .put("expires_in", 3600)));
    }

    private static String resource(String name) {
        try (InputStream in = LocalPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
