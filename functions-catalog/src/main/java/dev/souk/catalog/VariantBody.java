package dev.souk.catalog;

import dev.souk.catalog.variants.ChangeVariant;
import dev.souk.catalog.variants.OfferVariant;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.Fields.MoneyBody;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of a variant when it is offered or changed. */
final class VariantBody {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_FILES = 100;

    private VariantBody() {}

    private record Draft(
            @Nullable String name,
            @Nullable String description,
            @Nullable MoneyBody price,
            @Nullable String pricing,
            @Nullable MoneyBody suggestedPrice,
            @Nullable Long position,
            @Nullable List<@Nullable String> fileIds) {}

    private record Patch(
            @Nullable String name,
            @Nullable String description,
            @Nullable MoneyBody price,
            @Nullable String pricing,
            @Nullable MoneyBody suggestedPrice,
            @Nullable Long position,
            @Nullable List<@Nullable String> fileIds,
            @Nullable String state) {}

    /** Ends the request with 422 naming every field that is wrong. */
    static OfferVariant.Draft draft(HttpRequest request) {
        Draft body = request.json(Draft.class);
        Fields fields = new Fields();
        String name = fields.line("name", body.name, 1, LONGEST_NAME);
        String description = fields.findLines("description", body.description, LONGEST_DESCRIPTION)
                .orElse("");
        AskingPrice price = new AskingPrice(
                fields.price("price", body.price),
                pricing(fields, body.pricing).orElse(AskingPrice.Kind.FIXED),
                price(fields, "suggested_price", body.suggestedPrice));
        OfferVariant.Draft draft = new OfferVariant.Draft(
                name, description, price, position(fields, body.position), files(fields, body.fileIds));
        fields.check();
        price.fault().ifPresent(fault -> {
            throw ProductBody.wrongPrice(price, fault);
        });
        return draft;
    }

    /** The same for a change, which has to say at least something. */
    static ChangeVariant.Patch patch(HttpRequest request) {
        Patch body = request.json(Patch.class);
        Fields fields = new Fields();
        if (body.equals(new Patch(null, null, null, null, null, null, null, null))) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        ChangeVariant.Patch patch = new ChangeVariant.Patch(
                fields.findLine("name", body.name, 1, LONGEST_NAME),
                fields.findLines("description", body.description, LONGEST_DESCRIPTION),
                price(fields, "price", body.price),
                pricing(fields, body.pricing),
                price(fields, "suggested_price", body.suggestedPrice),
                position(fields, body.position),
                files(fields, body.fileIds),
                fields.find("state", body.state, "be active or retired", VariantState::parse));
        fields.check();
        return patch;
    }

    private static Optional<AskingPrice.Kind> pricing(Fields fields, @Nullable String text) {
        return fields.find("pricing", text, "be fixed or pay_what_you_want", AskingPrice.Kind::parse);
    }

    private static Optional<Money> price(Fields fields, String field, @Nullable MoneyBody body) {
        return body == null ? Optional.empty() : Optional.of(fields.price(field, body));
    }

    private static Optional<Integer> position(Fields fields, @Nullable Long position) {
        return position == null
                ? Optional.empty()
                : Optional.of((int) fields.number("position", position, 1, Variants.MOST));
    }

    private static Optional<Set<FileId>> files(Fields fields, @Nullable List<@Nullable String> written) {
        if (written == null) {
            return Optional.empty();
        }
        if (written.size() > MOST_FILES) {
            fields.wrong("file_ids", "too_many", "must be at most " + MOST_FILES);
            return Optional.empty();
        }
        Set<FileId> files = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            fields.require("file_ids[" + i + "]", written.get(i), "be the id of a file, fil_…", FileId::parse)
                    .ifPresent(files::add);
        }
        return Optional.of(files);
    }
}
