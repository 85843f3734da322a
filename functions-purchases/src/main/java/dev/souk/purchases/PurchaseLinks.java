package dev.souk.purchases;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.config.Secret;
import dev.souk.model.OrderId;
import dev.souk.model.PurchaseId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the token of an order: an HMAC of its id under a secret, so that the receipt can carry the same link as the first answer
 * while nothing but a hash is stored (docs/adr/0006). The token travels in the link's fragment, which browsers do not send.
 */
public final class PurchaseLinks {
    private final SecretKeySpec key;
    private final SecretKeySpec stopKey;
    private final URI storefront;
    private final Optional<URI> api;

    /** @param api where the API is reached, if that is known */
    public PurchaseLinks(Secret secret, URI storefront, Optional<URI> api) {
        this.key = key("purchase:", secret);
        this.stopKey = key("version-mails:", secret);
        this.storefront = storefront;
        this.api = api;
    }

    private static SecretKeySpec key(String purpose, Secret secret) {
        return new SecretKeySpec((purpose + secret.reveal()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public PurchaseToken token(OrderId order) {
        return new PurchaseToken(Base64.getUrlEncoder().withoutPadding().encodeToString(seal(key, order.value())));
    }

    private static byte[] seal(SecretKeySpec key, UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** What mail programs post to when their user wants no mails about new versions any more. It lets nobody do anything else. */
    public Optional<URI> stopVersionMails(PurchaseId purchase) {
        return api.map(base -> URI.create(trimmed(base) + "/v1/purchases/" + purchase.text()
                + "/version-mails/stop?token=" + stopToken(purchase)));
    }

    /** Whether {@code token} is the one that {@link #stopVersionMails} carries. */
    boolean stopsVersionMails(PurchaseId purchase, String token) {
        return MessageDigest.isEqual(
                stopToken(purchase).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private String stopToken(PurchaseId purchase) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(stopKey, purchase.value()));
    }

    /** The page of the storefront that opens the purchase to whoever follows the link. */
    public URI link(OrderId order) {
        return URI.create(base() + "/purchases.html#" + token(order).reveal());
    }

    /** The page of the storefront where whoever follows the link pays the order. */
    public URI order(OrderId order) {
        return URI.create(paid(order) + "#" + token(order).reveal());
    }

    /** Where Stripe sends the buyer after paying. It carries no token: the storefront remembers its own. */
    public URI paid(OrderId order) {
        return URI.create(base() + "/order.html?id=" + order.text());
    }

    /** Where Stripe sends the buyer who turns back. */
    public URI cancelled(OrderId order) {
        return URI.create(base() + "/order.html?cancelled=1&id=" + order.text());
    }

    private String base() {
        return trimmed(storefront);
    }

    private static String trimmed(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
