package dev.souk.purchases;

import dev.souk.model.ProductId;
import java.util.Optional;

/** Something that a bundle gives, under the title it had when that was ordered. */
public record Part(ProductId product, String title, Optional<Variant> variant) {
    /** Under what people are told of it. */
    public String called() {
        return variant.map(each -> title + " (" + each.name() + ")").orElse(title);
    }
}
