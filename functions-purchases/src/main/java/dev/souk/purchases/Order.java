package dev.souk.purchases;

import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a buyer asked for and owes.
 *
 * @param buyer empty for a guest
 * @param email where the receipt goes
 * @param total what is owed after discounts; with the tax, once that is known
 * @param discount what was taken off, and by which discount
 * @param tax the part of the total that is tax, in minor units; 0 until it is paid
 * @param page empty while none was opened, and for free orders
 * @param pagePromised whether the buyer was sent away to wait for the page
 * @param paymentIntent Stripe's name of the payment that paid it
 */
public record Order(
        OrderId id,
        Optional<UserId> buyer,
        EmailAddress email,
        OrderState state,
        List<OrderLine> lines,
        Money total,
        Optional<DiscountId> discount,
        long tax,
        Optional<PaymentPage> page,
        boolean pagePromised,
        Instant createdAt,
        Optional<Instant> paidAt,
        Optional<String> paymentIntent) {
    public Order {
        lines = List.copyOf(lines);
    }

    /** A new order, that waits for payment. */
    public static Order placed(
            OrderId id,
            Optional<UserId> buyer,
            EmailAddress email,
            List<OrderLine> lines,
            Optional<DiscountId> discount,
            Instant at) {
        long total = lines.stream().mapToLong(OrderLine::charged).sum();
        return new Order(
                id,
                buyer,
                email,
                OrderState.AWAITING_PAYMENT,
                lines,
                new Money(total, lines.getFirst().price().currency()),
                discount,
                0,
                Optional.empty(),
                false,
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it cannot be paid yet for want of a page. */
    public boolean needsPage() {
        return state == OrderState.AWAITING_PAYMENT && page.isEmpty() && !total.isFree();
    }

    /** What was taken off all lines together, in minor units. */
    public long discounted() {
        return lines.stream().mapToLong(OrderLine::discount).sum();
    }

    /** What is charged before any tax that comes on top. */
    public long charged() {
        return lines.stream().mapToLong(OrderLine::charged).sum();
    }

    /** What went back by refunds. */
    public long refunded() {
        return lines.stream().mapToLong(OrderLine::refunded).sum();
    }

    /** The same with these lines. */
    public Order with(List<OrderLine> others) {
        return new Order(
                id,
                buyer,
                email,
                state,
                others,
                total,
                discount,
                tax,
                page,
                pagePromised,
                createdAt,
                paidAt,
                paymentIntent);
    }
}
