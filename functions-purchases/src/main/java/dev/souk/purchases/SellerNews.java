package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.outbox.SellerEvents;
import dev.souk.model.DisputeId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.model.message.SellerEvent;
import dev.souk.model.message.SellerEvent.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Has sellers' programs hear of what becomes of an order: each store of its own lines alone. All of it is written within the transaction that decides it; what is
 * returned is to be sent after the commit.
 */
public final class SellerNews {
    private final SellerEvents events;

    public SellerNews(SellerEvents events) {
        this.events = events;
    }

    /** What a dispute is about, for those who are told of it. */
    public record Disputed(OrderId order, DisputeId dispute, Money amount) {}

    /** @param paid the order, its lines with what was paid for them */
    public List<Outbox.Entry> sold(Sql tx, Order paid, Instant at) {
        Map<Integer, Long> amounts = new LinkedHashMap<>();
        for (int i = 0; i < paid.lines().size(); i++) {
            amounts.put(i, paid.lines().get(i).paid());
        }
        return tell(
                tx,
                paid,
                amounts,
                (store, lines) -> new SellerEvent.SaleCompleted(store, paid.id(), at, lines, total(paid, lines)));
    }

    /** @param amounts what went back of each line, by its position */
    public List<Outbox.Entry> refunded(Sql tx, Order order, RefundId refund, Map<Integer, Long> amounts, Instant at) {
        return tell(
                tx,
                order,
                amounts,
                (store, lines) ->
                        new SellerEvent.SaleRefunded(store, order.id(), refund, at, lines, total(order, lines)));
    }

    public List<Outbox.Entry> disputed(
            Sql tx, Order order, Disputed about, String reason, Optional<Instant> respondBy, Instant at) {
        return tellAll(
                tx,
                order,
                store -> new SellerEvent.DisputeOpened(
                        store, about.order(), about.dispute(), at, about.amount(), reason, respondBy));
    }

    /** @param won whether the sellers keep the money */
    public List<Outbox.Entry> decided(Sql tx, Order order, Disputed about, boolean won, Instant at) {
        return tellAll(
                tx,
                order,
                store -> new SellerEvent.DisputeClosed(store, about.order(), about.dispute(), at, about.amount(), won));
    }

    private List<Outbox.Entry> tell(
            Sql tx, Order order, Map<Integer, Long> amounts, BiFunction<StoreId, List<Line>, SellerEvent> event) {
        Map<StoreId, List<Line>> byStore = new LinkedHashMap<>();
        amounts.forEach((position, amount) -> {
            OrderLine line = order.lines().get(position);
            byStore.computeIfAbsent(line.store(), _ -> new ArrayList<>())
                    .add(new Line(
                            line.product(),
                            line.title(),
                            line.variant().map(variant -> new SellerEvent.Variant(variant.id(), variant.name())),
                            new Money(amount, line.price().currency())));
        });
        List<Outbox.Entry> entries = new ArrayList<>();
        byStore.forEach(
                (store, lines) -> events.put(tx, event.apply(store, lines)).ifPresent(entries::add));
        return entries;
    }

    private List<Outbox.Entry> tellAll(Sql tx, Order order, Function<StoreId, SellerEvent> event) {
        return order.lines().stream()
                .map(OrderLine::store)
                .distinct()
                .flatMap(store -> events.put(tx, event.apply(store)).stream())
                .toList();
    }

    private static Money total(Order order, List<Line> lines) {
        long sum = lines.stream().mapToLong(line -> line.amount().amount()).sum();
        return new Money(sum, order.total().currency());
    }
}
