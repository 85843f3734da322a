package dev.souk.email.transport;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A mail server.
 *
 * @param tls TLS from the first byte; without it STARTTLS is used where the server offers it, and demanded before a password leaves
 *     this machine
 */
public record SmtpServer(String host, int port, boolean tls, Optional<Login> login) {
    private static final int PORT = 25;
    private static final int PORT_WITH_LOGIN = 587;
    private static final int PORT_WITH_TLS = 465;

    public record Login(String user, Secret password) {}

    /**
     * Reads {@code SMTP_URL}: {@code smtp://host:port} or {@code smtps://host:port}, with {@code user:password@} before the host where
     * the server asks for it, both percent-encoded. The port may be left out.
     *
     * @throws MissingVariable when it is missing or not of that form
     */
    public static SmtpServer from(Environment environment) {
        return environment.parsed(
                "SMTP_URL", SmtpServer::parse, "of the form smtp://user:password@host:port or smtps://…");
    }

    static Optional<SmtpServer> parse(String text) {
        try {
            return parse(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<SmtpServer> parse(URI uri) {
        boolean tls = "smtps".equals(uri.getScheme());
        String host = uri.getHost();
        String path = uri.getPath();
        if (!(tls || "smtp".equals(uri.getScheme())) || host == null || path == null || path.length() > 1) {
            return Optional.empty();
        }
        Optional<Login> login = Optional.ofNullable(uri.getRawUserInfo()).flatMap(SmtpServer::login);
        if (uri.getRawUserInfo() != null && login.isEmpty()) {
            return Optional.empty();
        }
        int usual = tls ? PORT_WITH_TLS : login.isPresent() ? PORT_WITH_LOGIN : PORT;
        return Optional.of(new SmtpServer(host, uri.getPort() < 0 ? usual : uri.getPort(), tls, login));
    }

    private static Optional<Login> login(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new Login(
                        decoded(userInfo.substring(0, colon)), new Secret(decoded(userInfo.substring(colon + 1)))));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether a password may go there in the clear: it never leaves this machine. */
    boolean isHere() {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
