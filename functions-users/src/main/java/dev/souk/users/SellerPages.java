package dev.souk.users;

import java.net.URI;

/** The pages of the storefront that sellers are sent to. */
public record SellerPages(URI storefront) {
    /** Where a seller sees how their payouts stand, and comes back to from Stripe. */
    public URI payouts(Store store) {
        return URI.create(base() + "/payouts.html?store=" + store.slug());
    }

    /** The same, for whoever comes with a link that is spent. */
    public URI payoutsAgain(Store store) {
        return URI.create(base() + "/payouts.html?again=1&store=" + store.slug());
    }

    /** Where somebody accepts an invitation. What is behind the # is sent to no server. */
    public URI invitation(InvitationSecret secret) {
        return URI.create(base() + "/invitation.html#" + secret.text());
    }

    private String base() {
        String text = storefront.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
