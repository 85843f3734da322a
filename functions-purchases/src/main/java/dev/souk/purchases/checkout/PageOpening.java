package dev.souk.purchases.checkout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderMails;
import dev.souk.purchases.OrderNews;
import dev.souk.purchases.Orders;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.checkout.PaymentPages.Found;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import dev.souk.purchases.money.RetryKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Opens the one payment page of an order, however often and by however many it is tried at once: all ask with the same idempotency key
 * while that is good. A new key is only used after Stripe has said that the old ones opened nothing.
 */
public final class PageOpening {
    private final Database database;
    private final PaymentPages pages;
    private final OrderMails mails;
    private final OrderNews news;
    private final Outbox outbox;
    private final PurchaseLinks links;
    private final IdSource ids;
    private final Clock clock;

    public PageOpening(
            Database database,
            PaymentPages pages,
            OrderMails mails,
            OrderNews news,
            Outbox outbox,
            PurchaseLinks links,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.pages = pages;
        this.mails = mails;
        this.news = news;
        this.outbox = outbox;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** What it can end in. */
    sealed interface Opening {
        /** The order as it stands: with its page, or paid, or closed. */
        record Ready(Order order) implements Opening {}

        /** The seller of the line at {@code index} cannot be paid any more: there is no page until they can. */
        record SellerCutOff(int index) implements Opening {}
    }

    /**
     * Sees to it that an order that waits has a page.
     *
     * @throws PaymentsUnreachable when none could be had; one may have been opened all the same
     * @throws PaymentRefused when Stripe opens none for it
     */
    Opening open(Order order) {
        int cutOff = firstCutOff(database, order.lines());
        if (cutOff >= 0) {
            return new Opening.SellerCutOff(cutOff);
        }
        RetryKey key = Orders.in(database).pageKey(order.id());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (key.isDoubtful(now)) {
            switch (pages.find(order)) {
                case Found.Open(PaymentPage page) -> {
                    return keep(order, page);
                }
                case Found.Paid _ -> {
                    return new Opening.Ready(asItStands(order));
                }
                case Found.None _ -> {}
            }
        }
        RetryKey next = key.forAttempt(now);
        if (next.equals(key) || Orders.in(database).renewPageKey(order.id(), key, next)) {
            return open(order, next);
        }
        Order others = asItStands(order);
        return others.needsPage() ? open(others) : new Opening.Ready(others);
    }

    /** The same for an order whose present key is {@code key}, which is good. */
    Opening open(Order order, RetryKey key) {
        try {
            PaymentPage page = pages.open(
                    order,
                    key.since().orElseThrow(),
                    key.text("checkout/" + order.id().text()));
            return keep(order, page);
        } catch (PaymentsUnreachable e) {
            if (e.spendsKey()) {
                Orders.in(database).spendPageKey(order.id(), key);
            }
            throw e;
        } catch (PaymentRefused e) {
            Orders.in(database).spendPageKey(order.id(), key);
            throw e;
        }
    }

    /** The position of the first line that costs something and whose seller cannot take money now; -1 when there is none. */
    static int firstCutOff(Sql sql, List<OrderLine> lines) {
        List<StoreId> stores = lines.stream().map(OrderLine::store).distinct().toList();
        return firstCutOff(Shops.in(sql).stores(stores), lines);
    }

    static int firstCutOff(Map<StoreId, Store> stores, List<OrderLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Store store = stores.get(lines.get(i).store());
            if (lines.get(i).charged() > 0 && (store == null || !store.canBePaid())) {
                return i;
            }
        }
        return -1;
    }

    /** The buyer who was told to wait is told that it is there, in the transaction that keeps it: once. */
    private Opening keep(Order order, PaymentPage page) {
        Kept kept = database.transaction(tx -> {
            boolean first = Orders.in(tx).opened(order.id(), page);
            Order now = Orders.in(tx).find(order.id()).orElse(order);
            if (first) {
                outbox.drop(tx, order.id().value());
            }
            return new Kept(
                    now,
                    first && now.pagePromised()
                            ? List.of(mails.put(tx, now.id(), ready(now), clock.instant()), news.put(tx, now.id()))
                            : List.of());
        });
        outbox.send(kept.entries());
        return new Opening.Ready(kept.order());
    }

    private record Kept(Order order, List<Outbox.Entry> entries) {}

    private EmailMessage ready(Order order) {
        return new EmailMessage.OrderReady(
                ids.next(), order.email(), order.id(), order.total(), links.order(order.id()));
    }

    private Order asItStands(Order order) {
        return Orders.in(database).find(order.id()).orElse(order);
    }
}
