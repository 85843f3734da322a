package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.users.editing.EditStore;
import dev.souk.users.opening.OpenStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a store when it is opened or edited. */
record StoreBody(
        @Nullable String slug,
        @Nullable String name,
        @Nullable String description,
        @Nullable String contactEmail,
        @Nullable String sellerName,
        @Nullable String avatarUrl,
        @Nullable List<LinkBody> links,
        @Nullable String currency) {
    private static final StoreBody NOTHING = new StoreBody(null, null, null, null, null, null, null, null);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TITLE = 60;
    private static final String UNKNOWN = "is said by an edit, once the store is open";
    private static final String ADDRESS_FORM =
            "be an address that begins with https:// and the name of a host, of at most " + SecureAddress.LONGEST
                    + " characters";
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final String SLUG_FORM =
            "have 3 to 40 small letters, digits and hyphens, and neither begin nor end with a hyphen";

    /** Ends the request with 422 naming every field that is wrong. */
    static OpenStore.Draft draft(HttpRequest request) {
        StoreBody body = request.json(StoreBody.class);
        Fields fields = new Fields();
        Optional<Slug> slug = fields.require("slug", body.slug, SLUG_FORM, Slug::parse);
        refuseReserved(fields, slug);
        String name = fields.line("name", body.name, 1, LONGEST_NAME);
        String description = fields.findLines("description", body.description, LONGEST_DESCRIPTION)
                .orElse("");
        Optional<EmailAddress> contact = fields.findEmail("contact_email", body.contactEmail);
        Currency currency = currency(fields, body).orElse(Currency.USD);
        refuseProfile(fields, body);
        fields.check();
        return new OpenStore.Draft(slug.orElseThrow(), name, description, contact, currency);
    }

    /** The same for an edit, which has to say at least something. */
    static EditStore.Patch patch(HttpRequest request) {
        StoreBody body = request.json(StoreBody.class);
        Fields fields = new Fields();
        if (body.equals(NOTHING)) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        Optional<Slug> slug = fields.find("slug", body.slug, SLUG_FORM, Slug::parse);
        refuseReserved(fields, slug);
        EditStore.Patch patch = new EditStore.Patch(
                slug,
                fields.findLine("name", body.name, 1, LONGEST_NAME),
                fields.findLines("description", body.description, LONGEST_DESCRIPTION),
                fields.findEmail("contact_email", body.contactEmail),
                new EditStore.ProfilePatch(
                        fields.findLine("seller_name", body.sellerName, 0, LONGEST_NAME),
                        avatar(fields, body),
                        links(fields, body)),
                currency(fields, body));
        fields.check();
        return patch;
    }

    /** The empty text takes the picture away. */
    private static Optional<Optional<SecureAddress>> avatar(Fields fields, StoreBody body) {
        return body.avatarUrl == null
                ? Optional.empty()
                : Optional.of(
                        body.avatarUrl.isEmpty()
                                ? Optional.empty()
                                : fields.find("avatar_url", body.avatarUrl, ADDRESS_FORM, SecureAddress::parse));
    }

    private static Optional<List<StoreProfile.Link>> links(Fields fields, StoreBody body) {
        if (body.links == null) {
            return Optional.empty();
        }
        if (body.links.size() > StoreProfile.MOST_LINKS) {
            fields.wrong("links", "too_many", "must be at most " + StoreProfile.MOST_LINKS);
            return Optional.empty();
        }
        List<StoreProfile.Link> links = new ArrayList<>();
        for (int i = 0; i < body.links.size(); i++) {
            LinkBody link = body.links.get(i);
            String title = fields.line("links[" + i + "].title", link.title, 1, LONGEST_TITLE);
            fields.require("links[" + i + "].url", link.url, ADDRESS_FORM, SecureAddress::parse)
                    .ifPresent(url -> links.add(new StoreProfile.Link(title, url)));
        }
        return Optional.of(links);
    }

    private static Optional<Currency> currency(Fields fields, StoreBody body) {
        return fields.find(
                "currency",
                body.currency,
                "be the ISO 4217 code, in capitals, of a currency that is sold in",
                Currency::of);
    }

    /** A store is opened with what it cannot do without, and furnished after that. */
    private static void refuseProfile(Fields fields, StoreBody body) {
        if (body.sellerName != null) {
            fields.wrong("seller_name", "unknown_field", UNKNOWN);
        }
        if (body.avatarUrl != null) {
            fields.wrong("avatar_url", "unknown_field", UNKNOWN);
        }
        if (body.links != null) {
            fields.wrong("links", "unknown_field", UNKNOWN);
        }
    }

    private static void refuseReserved(Fields fields, Optional<Slug> slug) {
        if (slug.isPresent() && slug.get().isReserved()) {
            fields.wrong("slug", "reserved", "is kept for Souk itself: choose another");
        }
    }

    record LinkBody(@Nullable String title, @Nullable String url) {}
}
