package dev.souk.purchases;

import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.library.Library.OrderEntry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as the contract writes it ({@code Order}). */
record OrderView(
        OrderId id,
        String state,
        EmailAddress email,
        List<Item> items,
        Optional<Money> discount,
        Optional<Money> tax,
        Money total,
        Optional<Money> refunded,
        Optional<URI> paymentUrl,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> paidAt) {

    record Item(
            ProductId productId,
            String title,
            Optional<Variant> variant,
            Optional<List<PartView>> contents,
            Money price,
            Optional<PurchaseId> purchaseId) {}

    /** About how many characters it has, so that a page of many long ones stays within what Lambda answers. */
    int weight() {
        return 600
                + items.stream()
                        .mapToInt(item -> 300 + item.title().length() + PartView.weight(item.contents()))
                        .sum();
    }

    static OrderView of(OrderEntry entry) {
        Order order = entry.order();
        Optional<PaymentPage> page = order.state() == OrderState.AWAITING_PAYMENT ? order.page() : Optional.empty();
        return new OrderView(
                order.id(),
                order.state().text(),
                order.email(),
                order.lines().stream()
                        .map(line -> new Item(
                                line.product(),
                                line.title(),
                                line.variant(),
                                PartView.of(line.parts()),
                                line.price(),
                                Optional.ofNullable(entry.purchases().get(line.product()))))
                        .toList(),
                positive(order.discounted(), order),
                positive(order.tax(), order),
                order.total(),
                positive(order.refunded(), order),
                page.map(PaymentPage::url),
                order.createdAt(),
                page.map(PaymentPage::expiresAt),
                order.paidAt());
    }

    private static Optional<Money> positive(long amount, Order order) {
        return amount > 0 ? Optional.of(new Money(amount, order.total().currency())) : Optional.empty();
    }
}
