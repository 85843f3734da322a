package dev.souk.purchases;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import dev.souk.purchases.checkout.Checkout.Cart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as a request writes it ({@code OrderRequest} in the contract). */
record CartBody(@Nullable List<Item> items, @Nullable String email) {
    private static final int MOST_ITEMS = 20;

    record Item(@Nullable String productId) {}

    /** The cart, or the end of the request with every field that is wrong. */
    static Cart read(HttpRequest request) {
        CartBody body = request.json(CartBody.class);
        Fields fields = new Fields();
        List<ProductId> products = products(body.items(), fields);
        Optional<EmailAddress> given = fields.findEmail("email", body.email());
        Optional<EmailAddress> email =
                given.isPresent() ? given : request.findCaller().flatMap(Caller::email);
        if (email.isEmpty() && body.email() == null) {
            fields.wrong("email", "required", "is required: the receipt and the download link go there");
        }
        fields.check();
        return new Cart(request.findCaller().map(Caller::id), email.orElseThrow(), products);
    }

    private static List<ProductId> products(@Nullable List<Item> items, Fields fields) {
        List<ProductId> products = new ArrayList<>();
        if (items == null) {
            fields.wrong("items", "required", "is required");
        } else if (items.isEmpty() || items.size() > MOST_ITEMS) {
            fields.wrong("items", "out_of_range", "must have 1 to " + MOST_ITEMS + " items");
        } else {
            for (int i = 0; i < items.size(); i++) {
                String field = "items[" + i + "].product_id";
                fields.require(field, items.get(i).productId(), "be the id of a product, prd_…", ProductId::parse)
                        .ifPresent(product -> {
                            if (products.contains(product)) {
                                fields.wrong(field, "duplicate_item", "is in the cart already");
                            }
                            products.add(product);
                        });
            }
        }
        return products;
    }
}
