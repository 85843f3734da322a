package dev.souk.purchases.money;

import dev.souk.model.Money;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.money.Refund.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which lines an amount that goes back is taken from, and whose money it is. After each part, what was taken of the tax and of the seller's
 * share is in proportion to what was taken of the line, rounded down; the units between are the platform's. So the last part is exact.
 */
final class Allocation {
    private Allocation() {}

    /**
     * Splits {@code amount} over all lines, by what is left of each.
     *
     * @param taken what was taken of each position before, {@link Refunds#taken}
     */
    static List<Part> over(List<OrderLine> lines, Map<Integer, Part> taken, Money amount) {
        long[] rest =
                lines.stream().mapToLong(line -> line.paid() - line.refunded()).toArray();
        List<Money> amounts = amount.allocate(rest);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            if (!amounts.get(i).isFree()) {
                parts.add(of(lines.get(i), i, taken, amounts.get(i).amount()));
            }
        }
        return parts;
    }

    /** Takes {@code amount} from the line at {@code position}. */
    static Part of(OrderLine line, int position, Map<Integer, Part> taken, long amount) {
        Part before = taken.getOrDefault(position, new Part(position, 0, 0, 0));
        long after = before.amount() + amount;
        long tax = line.tax() * after / line.paid() - before.tax();
        long share = line.sellerShare() * after / line.paid() - before.sellerShare();
        return new Part(position, amount, tax, amount - tax - share);
    }
}
