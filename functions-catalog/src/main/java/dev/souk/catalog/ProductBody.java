package dev.souk.catalog;

import dev.souk.catalog.editing.EditProduct;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.Fields.MoneyBody;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Refused;
import dev.souk.model.Currency;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of a product when it is drafted or edited. */
final class ProductBody {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;

    private ProductBody() {}

    private record Draft(
            @Nullable String storeId,
            @Nullable String title,
            @Nullable String description,
            @Nullable MoneyBody price,
            @Nullable String pricing,
            @Nullable MoneyBody suggestedPrice,
            @Nullable String slug,
            @Nullable String categoryId,
            @Nullable List<@Nullable String> tags) {}

    private record Patch(
            @Nullable String title,
            @Nullable String description,
            @Nullable MoneyBody price,
            @Nullable String pricing,
            @Nullable MoneyBody suggestedPrice,
            @Nullable String slug,
            @Nullable String categoryId,
            @Nullable List<@Nullable String> tags,
            @Nullable List<@Nullable ImageBody> images) {}

    private record ImageBody(@Nullable String id, @Nullable String alternativeText) {}

    /** Ends the request with 422 naming every field that is wrong. */
    static Products.Draft draft(HttpRequest request) {
        Draft body = request.json(Draft.class);
        Fields fields = new Fields();
        Optional<StoreId> store =
                fields.require("store_id", body.storeId, "be the id of one of your stores, sto_…", StoreId::parse);
        String title = fields.line("title", body.title, 1, LONGEST_TITLE);
        String description = fields.findLines("description", body.description, LONGEST_DESCRIPTION)
                .orElse("");
        AskingPrice price = new AskingPrice(
                fields.price("price", body.price),
                pricing(fields, body.pricing).orElse(AskingPrice.Kind.FIXED),
                suggested(fields, body.suggestedPrice));
        Optional<Slug> slug = slug(fields, body.slug);
        Labels labels = new Labels(
                slug,
                slug.isPresent(),
                Optional.ofNullable(body.categoryId).filter(id -> !id.isEmpty()),
                tags(fields, body.tags).orElse(List.of()));
        fields.check();
        price.fault().ifPresent(fault -> {
            throw wrongPrice(price, fault);
        });
        return new Products.Draft(store.orElseThrow(), title, description, price, labels);
    }

    /** The same for an edit, which has to say at least something. */
    static EditProduct.Patch patch(HttpRequest request) {
        Patch body = request.json(Patch.class);
        Fields fields = new Fields();
        if (body.equals(new Patch(null, null, null, null, null, null, null, null, null))) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        EditProduct.Patch patch = new EditProduct.Patch(
                fields.findLine("title", body.title, 1, LONGEST_TITLE),
                fields.findLines("description", body.description, LONGEST_DESCRIPTION),
                body.price == null ? Optional.empty() : Optional.of(fields.price("price", body.price)),
                pricing(fields, body.pricing),
                suggested(fields, body.suggestedPrice),
                slug(fields, body.slug),
                Optional.ofNullable(body.categoryId),
                tags(fields, body.tags),
                images(fields, body.images));
        fields.check();
        return patch;
    }

    private static Optional<AskingPrice.Kind> pricing(Fields fields, @Nullable String text) {
        return fields.find("pricing", text, "be fixed or pay_what_you_want", AskingPrice.Kind::parse);
    }

    private static Optional<Slug> slug(Fields fields, @Nullable String text) {
        return fields.find("slug", text, "be 1 to 80 small letters and digits, with hyphens between them", Slug::parse);
    }

    /** The tags in their order, each once. What is none is noted in {@code fields}. */
    private static Optional<List<String>> tags(Fields fields, @Nullable List<@Nullable String> written) {
        if (written == null) {
            return Optional.empty();
        }
        Set<String> tags = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String text = written.get(i);
            Optional<String> tag = text == null ? Optional.empty() : Tags.parse(text);
            if (tag.isEmpty()) {
                fields.wrong(
                        "tags[" + i + "]",
                        "invalid",
                        "must be 1 to " + Tags.LONGEST
                                + " letters, digits, hyphens and blanks; c++, c# and .net go too");
            } else {
                tags.add(tag.get());
            }
        }
        if (tags.size() > Tags.MOST) {
            fields.wrong("tags", "too_many", "must be at most " + Tags.MOST);
        }
        return Optional.of(List.copyOf(tags));
    }

    private static Optional<List<EditProduct.Image>> images(
            Fields fields, @Nullable List<@Nullable ImageBody> written) {
        if (written == null) {
            return Optional.empty();
        }
        List<EditProduct.Image> images = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String at = "images[" + i + "].";
            ImageBody body = Objects.requireNonNullElse(written.get(i), new ImageBody(null, null));
            Optional<FileId> id = fields.require(at + "id", body.id, "be the id of an image, fil_…", FileId::parse);
            Optional<String> alternative = fields.findLine(
                            at + "alternative_text", body.alternativeText, 0, FileBody.LONGEST_ALTERNATIVE)
                    .filter(text -> !text.isEmpty());
            id.ifPresent(image -> images.add(new EditProduct.Image(image, alternative)));
        }
        return Optional.of(images);
    }

    /** 422: they are not the images that the gallery has. */
    static Refused otherImages() {
        return new Refused(Problem.invalid(List.of(
                new FieldError("images", "unknown", "must be all images of the gallery that are ready, each once"))));
    }

    /** 422: there is no such category. */
    static Refused noSuchCategory() {
        return new Refused(Problem.invalid(
                List.of(new FieldError("category_id", "unknown", "names no category: see /v1/categories"))));
    }

    /** 409: another product of the store has the address, or once had it. */
    static Refused slugTaken() {
        FieldError taken =
                new FieldError("slug", "slug_taken", "is or was the address of another product of the store");
        return new Refused(new Problem(
                409,
                "slug_taken",
                "Another product of the store has this address, or once had it: choose another.",
                List.of(taken),
                Optional.empty()));
    }

    private static Optional<Money> suggested(Fields fields, @Nullable MoneyBody body) {
        return body == null ? Optional.empty() : Optional.of(fields.price("suggested_price", body));
    }

    /** 422: what is suggested does not go together with the price. */
    static Refused wrongPrice(AskingPrice price, AskingPrice.Fault fault) {
        String least = price.amount().display();
        FieldError error = switch (fault) {
            case NOT_OPEN ->
                new FieldError(
                        "suggested_price", "not_applicable", "is for products of the pricing pay_what_you_want only");
            case OTHER_CURRENCY ->
                new FieldError(
                        "suggested_price.currency",
                        "other_currency",
                        "must be " + price.amount().currency() + ", as the price is");
            case BELOW_PRICE ->
                new FieldError("suggested_price.amount", "below_price", "must be at least the price, " + least);
        };
        return new Refused(Problem.invalid(List.of(error)));
    }

    /** A store sells in one currency, so that whatever is in a cart of its products adds up. 422. */
    static Refused otherCurrency(String field, Currency sellsIn) {
        return new Refused(Problem.invalid(List.of(new FieldError(
                field + ".currency", "other_currency", "must be " + sellsIn + ", which the store sells in"))));
    }
}
