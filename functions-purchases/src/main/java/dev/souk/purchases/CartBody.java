package dev.souk.purchases;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.Fields.MoneyBody;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import dev.souk.purchases.checkout.Checkout;
import dev.souk.purchases.checkout.Checkout.Cart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An order as a request writes it ({@code OrderRequest} in the contract). */
record CartBody(
        @Nullable List<Item> items,
        @Nullable String email,
        @Nullable String discountCode,
        @Nullable Boolean buyAgain) {
    private static final int MOST_ITEMS = 20;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{3,40}");

    record Item(
            @Nullable String productId,
            @Nullable String variantId,
            @Nullable MoneyBody price) {}

    /** The cart, or the end of the request with every field that is wrong. */
    static Cart read(HttpRequest request) {
        CartBody body = request.json(CartBody.class);
        Fields fields = new Fields();
        List<Checkout.Item> items = items(body.items(), fields);
        Optional<EmailAddress> given = fields.findEmail("email", body.email());
        Optional<EmailAddress> email =
                given.isPresent() ? given : request.findCaller().flatMap(Caller::email);
        if (email.isEmpty() && body.email() == null) {
            fields.wrong("email", "required", "is required: the receipt and the download link go there");
        }
        Optional<String> code = fields.find(
                "discount_code",
                body.discountCode(),
                "have 3 to 40 letters, digits, - and _",
                text -> Optional.of(text).filter(CODE.asMatchPredicate()));
        fields.check();
        return new Cart(
                request.findCaller().map(Caller::id),
                email.orElseThrow(),
                items,
                code,
                Boolean.TRUE.equals(body.buyAgain()));
    }

    private static List<Checkout.Item> items(@Nullable List<Item> items, Fields fields) {
        List<Checkout.Item> found = new ArrayList<>();
        if (items == null) {
            fields.wrong("items", "required", "is required");
        } else if (items.isEmpty() || items.size() > MOST_ITEMS) {
            fields.wrong("items", "out_of_range", "must have 1 to " + MOST_ITEMS + " items");
        } else {
            for (int i = 0; i < items.size(); i++) {
                String name = "items[" + i + "]";
                MoneyBody price = items.get(i).price();
                Optional<Money> shown =
                        price == null ? Optional.empty() : Optional.of(fields.money(name + ".price", price));
                Optional<VariantId> variant = fields.find(
                        name + ".variant_id",
                        items.get(i).variantId(),
                        "be the id of a variant, var_…",
                        VariantId::parse);
                fields.require(
                                name + ".product_id",
                                items.get(i).productId(),
                                "be the id of a product, prd_…",
                                ProductId::parse)
                        .ifPresent(product -> {
                            if (found.stream().anyMatch(each -> each.product().equals(product))) {
                                fields.wrong(
                                        name + ".product_id",
                                        "duplicate_item",
                                        "is in the cart already, perhaps as another variant: order that by itself");
                            }
                            found.add(new Checkout.Item(product, variant, shown));
                        });
            }
        }
        return found;
    }
}
