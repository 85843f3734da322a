package dev.souk.purchases;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.DiscountId;
import dev.souk.model.ProductId;
import dev.souk.purchases.sales.Sale;
import dev.souk.purchases.sales.SaleFilter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which sales are wanted, as a request writes it ({@code ExportWish} in the contract). */
record ExportBody(
        @Nullable String productId,
        @Nullable String state,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String discountId) {
    /** What is wanted, or the end of the request with every field that is wrong. */
    static SaleFilter read(HttpRequest request) {
        ExportBody body = request.json(ExportBody.class);
        Fields fields = new Fields();
        SaleFilter filter = new SaleFilter(
                fields.find("product_id", body.productId(), "be the id of a product, prd_…", ProductId::parse),
                fields.find(
                        "state", body.state(), "be paid, partially_refunded, refunded or disputed", Sale.State::parse),
                fields.findTime("from", body.from()),
                fields.findTime("until", body.until()),
                Optional.empty(),
                fields.find("discount_id", body.discountId(), "be the id of a discount, dsc_…", DiscountId::parse));
        fields.check();
        return filter;
    }
}
