package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.users.editing.EditStore;
import dev.souk.users.opening.OpenStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a store when it is opened or edited. */
record StoreBody(
        @Nullable String slug,
        @Nullable String name,
        @Nullable String description,
        @Nullable String contactEmail,
        @Nullable String currency) {
    private static final int LONGEST_NAME = 100;
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
        fields.check();
        return new OpenStore.Draft(slug.orElseThrow(), name, description, contact, currency);
    }

    /** The same for an edit, which has to say at least something. */
    static EditStore.Patch patch(HttpRequest request) {
        StoreBody body = request.json(StoreBody.class);
        Fields fields = new Fields();
        if (body.equals(new StoreBody(null, null, null, null, null))) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        Optional<Slug> slug = fields.find("slug", body.slug, SLUG_FORM, Slug::parse);
        refuseReserved(fields, slug);
        EditStore.Patch patch = new EditStore.Patch(
                slug,
                fields.findLine("name", body.name, 1, LONGEST_NAME),
                fields.findLines("description", body.description, LONGEST_DESCRIPTION),
                fields.findEmail("contact_email", body.contactEmail),
                currency(fields, body));
        fields.check();
        return patch;
    }

    private static Optional<Currency> currency(Fields fields, StoreBody body) {
        return fields.find(
                "currency",
                body.currency,
                "be the ISO 4217 code, in capitals, of a currency that is sold in",
                Currency::of);
    }

    private static void refuseReserved(Fields fields, Optional<Slug> slug) {
        if (slug.isPresent() && slug.get().isReserved()) {
            fields.wrong("slug", "reserved", "is kept for Souk itself: choose another");
        }
    }
}
