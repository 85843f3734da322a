package dev.souk.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where an endpoint is: an absolute URL without a user, a password or a fragment, and in ASCII. Where its host leads is found out when it is posted to. */
public record EndpointUrl(URI uri) {
    /** As long as a column holds. */
    public static final int LONGEST = 2048;

    private static final int LARGEST_PORT = 65_535;
    private static final int HTTPS = 443;

    /**
     * The address that {@code text} writes, or empty when it is none that can be posted to.
     *
     * @param plain whether {@code http} will do, too, and any port
     */
    public static Optional<EndpointUrl> parse(String text, boolean plain) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text).parseServerAuthority();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean spoken = scheme.equals("https") || (plain && scheme.equals("http"));
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            boolean ascii = text.chars().allMatch(c -> c > ' ' && c < 127);
            boolean reached = plain ? uri.getPort() != 0 && uri.getPort() <= LARGEST_PORT : isHttpsPort(uri.getPort());
            return spoken && whole && ascii && reached ? Optional.of(new EndpointUrl(uri)) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The only one that the way out of every stage takes, and that nobody can look for other services with. */
    private static boolean isHttpsPort(int port) {
        return port == -1 || port == HTTPS;
    }

    /** Whether it is spoken to by TLS. */
    public boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Without the brackets of an IPv6 address. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : isSecure() ? HTTPS : 80;
    }

    /** As it was written. */
    public String text() {
        return uri.toString();
    }
}
