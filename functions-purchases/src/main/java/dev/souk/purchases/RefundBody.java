package dev.souk.purchases;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.purchases.refund.Refunding.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A refund as a request writes it ({@code RefundRequest} in the contract). */
record RefundBody(
        @Nullable Long amount,
        @Nullable List<Line> lines,
        @Nullable String reason) {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_REASON = 200;

    record Line(@Nullable String productId, @Nullable Long amount) {}

    /** What is wanted, or the end of the request with every field that is wrong. */
    static Wish read(HttpRequest request) {
        RefundBody body = request.json(RefundBody.class);
        Fields fields = new Fields();
        OptionalLong amount = amount("amount", body.amount(), fields);
        if (body.amount() != null && body.lines() != null) {
            fields.wrong("amount", "one_of", "stands for all lines together: give it, or the lines");
        }
        List<Wish.Line> lines = lines(body.lines(), fields);
        String reason =
                fields.findLine("reason", body.reason(), 1, LONGEST_REASON).orElse("");
        fields.check();
        return new Wish(amount, lines, reason);
    }

    private static List<Wish.Line> lines(@Nullable List<Line> given, Fields fields) {
        List<Wish.Line> lines = new ArrayList<>();
        if (given == null) {
            return lines;
        }
        if (given.isEmpty() || given.size() > MOST_LINES) {
            fields.wrong("lines", "out_of_range", "must have 1 to " + MOST_LINES + " lines");
            return lines;
        }
        Set<ProductId> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "lines[" + i + "]";
            OptionalLong amount = amount(field + ".amount", given.get(i).amount(), fields);
            Optional<ProductId> product = fields.require(
                    field + ".product_id", given.get(i).productId(), "be the id of a product, prd_…", ProductId::parse);
            if (product.isPresent()) {
                if (!seen.add(product.get())) {
                    fields.wrong(field + ".product_id", "duplicate_item", "stands there already");
                }
                lines.add(new Wish.Line(product.get(), amount));
            }
        }
        return lines;
    }

    private static OptionalLong amount(String field, @Nullable Long given, Fields fields) {
        return given == null ? OptionalLong.empty() : OptionalLong.of(fields.number(field, given, 1, Money.MOST));
    }
}
