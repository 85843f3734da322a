package dev.souk.purchases.checkout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import dev.souk.purchases.Fulfilment;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Offer;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.Shops;
import dev.souk.purchases.checkout.CheckoutOutcome.MixedCurrencies;
import dev.souk.purchases.checkout.CheckoutOutcome.NotForSale;
import dev.souk.purchases.checkout.CheckoutOutcome.PaymentsUnavailable;
import dev.souk.purchases.checkout.CheckoutOutcome.Started;
import dev.souk.purchases.checkout.CheckoutOutcome.TooMuch;
import dev.souk.purchases.checkout.PaymentPages.PaymentPageUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a purchase: fixes the prices, writes the order down, and only then asks Stripe where it can be paid. */
public final class Checkout {
    /** An order that nobody paid for so long is looked at. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Database database;
    private final PaymentPages pages;
    private final Fulfilment fulfilment;
    private final Outbox outbox;
    private final PurchaseLinks links;
    private final Clock clock;
    private final Log log;

    public Checkout(
            Database database,
            PaymentPages pages,
            Fulfilment fulfilment,
            Outbox outbox,
            PurchaseLinks links,
            Clock clock,
            Log log) {
        this.database = database;
        this.pages = pages;
        this.fulfilment = fulfilment;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.log = log;
    }

    /** What somebody wants to buy. {@code products} are one or more, each once. */
    public record Cart(Optional<UserId> buyer, EmailAddress email, List<ProductId> products) {
        public Cart {
            products = List.copyOf(products);
        }
    }

    /** Starts the order {@code id}, or goes on with it when an earlier attempt got only half the way. */
    public CheckoutOutcome start(OrderId id, Cart cart) {
        Optional<Order> begun = Orders.in(database).find(id);
        return begun.isPresent() ? goOn(begun.get()) : place(id, cart);
    }

    private CheckoutOutcome place(OrderId id, Cart cart) {
        Map<ProductId, Offer> offers = Shops.in(database).offers(cart.products());
        List<OrderLine> lines = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < cart.products().size(); i++) {
            Offer offer = offers.get(cart.products().get(i));
            if (offer == null) {
                return new NotForSale(cart.products().get(i), i);
            }
            if (i > 0 && offer.price().currency() != lines.getFirst().price().currency()) {
                return new MixedCurrencies(i);
            }
            sum += offer.price().amount();
            lines.add(OrderLine.of(offer, 0, 0));
        }
        if (sum > Money.MOST) {
            return new TooMuch();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Order order = Order.placed(id, cart.buyer(), cart.email(), lines, Optional.empty(), now);
        database.transaction(tx -> {
            Orders.in(tx).add(order, links.token(id), now.plus(LIFETIME));
            return order;
        });
        log.info("order.placed", "order", id, "lines", lines.size());
        return goOn(order);
    }

    private CheckoutOutcome goOn(Order order) {
        if (order.state() != OrderState.AWAITING_PAYMENT || order.page().isPresent()) {
            return new Started(order);
        }
        return order.total().isFree() ? give(order) : open(order);
    }

    private CheckoutOutcome give(Order order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Outbox.Entry> entries = database.transaction(
                tx -> fulfilment.fulfil(tx, order, MoneyIn.none(order), now).orElse(List.of()));
        outbox.send(entries);
        log.info("order.given", "order", order.id());
        return new Started(asItStands(order));
    }

    private CheckoutOutcome open(Order order) {
        try {
            PaymentPage page = pages.open(order);
            Orders.in(database).opened(order.id(), page);
            return new Started(asItStands(order));
        } catch (PaymentPageUnavailable e) {
            log.error("checkout.page_unavailable", e, "order", order.id());
            return new PaymentsUnavailable(order);
        }
    }

    /** A webhook may have been faster than we are. */
    private Order asItStands(Order order) {
        return Orders.in(database).find(order.id()).orElse(order);
    }
}
