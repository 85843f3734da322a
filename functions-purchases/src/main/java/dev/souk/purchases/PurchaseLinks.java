package dev.souk.purchases;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.config.Secret;
import dev.souk.model.OrderId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the token of an order: an HMAC of its id under a secret, so that the receipt can carry the same link as the first answer
 * while nothing but a hash is stored (docs/adr/0006). The token travels in the link's fragment, which browsers do not send.
 */
public final class PurchaseLinks {
    private final SecretKeySpec key;
    private final URI storefront;

    public PurchaseLinks(Secret secret, URI storefront) {
        this.key = new SecretKeySpec(("purchase:" + secret.reveal()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.storefront = storefront;
    }

    public PurchaseToken token(OrderId order) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(order.value().getMostSignificantBits())
                .putLong(order.value().getLeastSignificantBits())
                .array();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return new PurchaseToken(Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(id)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
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
        String text = storefront.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
