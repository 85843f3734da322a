package dev.souk.purchases.sales.export;

import dev.souk.lambda.config.Secret;
import dev.souk.model.ExportId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links of letters: each carries an HMAC of its export's id under a secret, in the fragment, which browsers do not send. It opens that
 * export and nothing else, for as long as there is one.
 */
public final class ExportLinks {
    private final SecretKeySpec key;
    private final URI storefront;

    public ExportLinks(Secret secret, URI storefront) {
        this.key = new SecretKeySpec(("export:" + secret.reveal()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.storefront = storefront;
    }

    String token(ExportId export) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(export.text().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    boolean isOpenedBy(ExportId export, String token) {
        return MessageDigest.isEqual(
                token(export).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** The page of the storefront that opens the export to whoever follows the link. */
    public URI link(ExportId export) {
        String text = storefront.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return URI.create(base + "/export.html?id=" + export.text() + "#" + token(export));
    }
}
