package dev.souk.users;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** An address on the web that strangers may follow: {@code https}, of a named host, without a login in it. At most {@value #LONGEST} characters of ASCII. */
public record SecureAddress(String text) {
    /** As long as the column that keeps one. */
    public static final int LONGEST = 500;

    public static Optional<SecureAddress> parse(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean isSecure = "https"
                    .equals(uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT));
            String host = uri.getHost();
            return isSecure && host != null && isName(host) && uri.getRawUserInfo() == null
                    ? Optional.of(new SecureAddress(text))
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** A number is no name: its last part would be one too. */
    private static boolean isName(String host) {
        int dot = host.lastIndexOf('.');
        return dot > 0 && dot < host.length() - 1 && Character.isLetter(host.charAt(dot + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
