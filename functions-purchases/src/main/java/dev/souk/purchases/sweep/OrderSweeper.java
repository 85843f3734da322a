package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.OrderId;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderNews;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.PageRequest;
import dev.souk.purchases.UnpaidOrders;
import dev.souk.purchases.money.Settlement;
import dev.souk.purchases.sweep.PageRecords.Page;
import dev.souk.purchases.sweep.PageRecords.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings orders that nobody paid in time to their end. Our clock only says when to ask; what has become of the page is Stripe's word, and
 * a page that is still open is ended at Stripe before the order ends here. One indexed query when none is due.
 */
public final class OrderSweeper {
    /** Clocks may be ten minutes apart. */
    static final Duration GRACE = Duration.ofMinutes(15);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration PROMISED_PAUSE = Duration.ofDays(1);
    private static final Duration PAGE_PAUSE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 20;

    private final Database database;
    private final PageRecords records;
    private final Settlement settlement;
    private final Outbox outbox;
    private final OrderNews news;
    private final Clock clock;
    private final Log log;

    public OrderSweeper(
            Database database,
            PageRecords records,
            Settlement settlement,
            Outbox outbox,
            OrderNews news,
            Clock clock,
            Log log) {
        this.database = database;
        this.records = records;
        this.settlement = settlement;
        this.outbox = outbox;
        this.news = news;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Looks at orders that should have been paid by now.
     *
     * @param time whether there is time for another one
     * @return how many were looked at
     */
    public int expire(BooleanSupplier time) {
        int looked = 0;
        List<OrderId> due = takeExpiring();
        while (!due.isEmpty()) {
            for (OrderId order : due) {
                if (!time.getAsBoolean()) {
                    return looked;
                }
                look(order);
                looked++;
            }
            due = takeExpiring();
        }
        return looked;
    }

    private List<OrderId> takeExpiring() {
        Instant by = now().minus(GRACE);
        return database.transaction(tx -> DueOrders.in(tx).takeExpiring(by, OrderSweeper::pause, AT_ONCE));
    }

    private static Duration pause(int looks) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(looks, MOST_DOUBLINGS));
    }

    private void look(OrderId id) {
        try {
            Optional<Order> order = Orders.in(database).find(id).filter(OrderSweeper::waits);
            if (order.isPresent()) {
                look(order.get());
            }
        } catch (RuntimeException e) {
            log.warn("order.look_failed", e, "order", id);
        }
    }

    private void look(Order order) {
        List<Page> pages = order.page().isPresent()
                ? records.find(order.page().get().session()).stream().toList()
                : records.madeFor(order);
        Instant now = now();
        Optional<Instant> payableUntil = pages.stream()
                .filter(page -> page.standing() == Standing.OPEN)
                .map(Page::expiresAt)
                .filter(end -> now.isBefore(end.plus(GRACE)))
                .max(Instant::compareTo);
        if (payableUntil.isPresent()) {
            DueOrders.in(database).lookAgain(order.id(), payableUntil.get());
            return;
        }
        List<Page> ended = pages.stream()
                .map(page -> page.standing() == Standing.OPEN ? records.end(page) : page)
                .toList();
        for (Page page : ended) {
            if (page.moneyIn().isPresent()) {
                outbox.send(database.transaction(
                        tx -> settlement.paid(tx, page.moneyIn().get(), now)));
            }
        }
        if (has(ended, Standing.PROMISED)) {
            DueOrders.in(database).lookAgain(order.id(), now.plus(PROMISED_PAUSE));
        } else if (!has(ended, Standing.PAID)) {
            close(order, has(ended, Standing.FAILED) ? OrderState.FAILED : OrderState.EXPIRED);
        }
    }

    private void close(Order order, OrderState state) {
        Optional<Outbox.Entry> closed =
                database.transaction(tx -> isAsItWas(tx, order) && UnpaidOrders.close(tx, order.id(), state)
                        ? Optional.of(news.put(tx, order.id()))
                        : Optional.empty());
        if (closed.isPresent()) {
            outbox.send(List.of(closed.get()));
            log.info("order.closed", "order", order.id(), "state", state.text());
        }
    }

    /** A page that was opened since then is one that Stripe was not asked about. */
    private static boolean isAsItWas(Sql tx, Order order) {
        return Orders.in(tx)
                .lock(order.id())
                .filter(OrderSweeper::waits)
                .filter(now -> now.page().equals(order.page()))
                .isPresent();
    }

    private static boolean waits(Order order) {
        return order.state() == OrderState.AWAITING_PAYMENT;
    }

    private static boolean has(List<Page> pages, Standing standing) {
        return pages.stream().anyMatch(page -> page.standing() == standing);
    }

    /**
     * Asks again for pages that buyers wait for. One indexed query when none is due.
     *
     * @return how many were asked for
     */
    public int askForPages() {
        Instant now = now();
        List<OrderId> due =
                database.transaction(tx -> DueOrders.in(tx).takeWithoutPage(now, now.plus(PAGE_PAUSE), AT_ONCE));
        outbox.send(due.stream().map(PageRequest::of).toList());
        return due.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
