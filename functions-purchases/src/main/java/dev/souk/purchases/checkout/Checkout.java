package dev.souk.purchases.checkout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import dev.souk.purchases.BuyerProducts;
import dev.souk.purchases.Discount;
import dev.souk.purchases.DiscountUses;
import dev.souk.purchases.Fulfilment;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.PageRequest;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.checkout.CheckoutOutcome.AlreadyBought;
import dev.souk.purchases.checkout.CheckoutOutcome.AlreadyOrdered;
import dev.souk.purchases.checkout.CheckoutOutcome.DiscountUsedUp;
import dev.souk.purchases.checkout.CheckoutOutcome.DiscountUsedUpByBuyer;
import dev.souk.purchases.checkout.CheckoutOutcome.PaymentsUnavailable;
import dev.souk.purchases.checkout.CheckoutOutcome.Queued;
import dev.souk.purchases.checkout.CheckoutOutcome.SellerCannotBePaid;
import dev.souk.purchases.checkout.CheckoutOutcome.Started;
import dev.souk.purchases.checkout.PageOpening.Opening;
import dev.souk.purchases.checkout.Pricing.Priced;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import dev.souk.purchases.money.RetryKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Starts a purchase: fixes the prices, writes the order down together with a request for its payment page, and only then asks Stripe for
 * that page. When Stripe has no time, the request goes to the queue.
 */
public final class Checkout {
    /** An order that nobody paid for so long is looked at. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    /** When an order still has no page after so long, its request is sent again. */
    private static final Duration PAGE_DUE = Duration.ofMinutes(5);

    /** Whoever edits a product so often within a request's time does nothing else. */
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final PageOpening opening;
    private final Fulfilment fulfilment;
    private final Outbox outbox;
    private final PurchaseLinks links;
    private final int platformFee;
    private final Clock clock;
    private final Log log;

    /** @param platformFee the platform's share of the sales of stores that have none of their own, in basis points */
    public Checkout(
            Database database,
            PageOpening opening,
            Fulfilment fulfilment,
            Outbox outbox,
            PurchaseLinks links,
            int platformFee,
            Clock clock,
            Log log) {
        this.database = database;
        this.opening = opening;
        this.fulfilment = fulfilment;
        this.outbox = outbox;
        this.links = links;
        this.platformFee = platformFee;
        this.clock = clock;
        this.log = log;
    }

    /**
     * What somebody wants to buy.
     *
     * @param items one or more, each product once
     * @param discountCode as its owner may have written it
     * @param buyAgain whether the buyer knows that they have it already
     */
    public record Cart(
            Optional<UserId> buyer,
            EmailAddress email,
            List<Item> items,
            Optional<String> discountCode,
            boolean buyAgain) {
        public Cart {
            items = List.copyOf(items);
        }
    }

    /**
     * A product in a cart.
     *
     * @param variant as what
     * @param price what the buyer was shown, or names where that is theirs to say, if it is told
     */
    public record Item(ProductId product, Optional<VariantId> variant, Optional<Money> price) {}

    /** Starts the order {@code id}, or goes on with it when an earlier attempt got only half the way. */
    public CheckoutOutcome start(OrderId id, Cart cart) {
        Log.about("order", id);
        try {
            Optional<Order> begun = Orders.in(database).find(id);
            return begun.isPresent() ? goOn(begun.get()) : place(id, cart);
        } catch (Stopped e) {
            return e.outcome();
        }
    }

    private CheckoutOutcome place(OrderId id, Cart cart) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<CheckoutOutcome> placed = tryToPlace(id, cart);
            if (placed.isPresent()) {
                return placed.get();
            }
            log.info("order.offers_changed", "order", id);
        }
        throw new IllegalStateException("what is ordered changed " + ATTEMPTS + " times while it was ordered");
    }

    /** Empty when what is ordered has changed since its prices were looked up: they are looked up again, which may end otherwise. */
    private Optional<CheckoutOutcome> tryToPlace(OrderId id, Cart cart) {
        Instant now = now();
        Priced priced = new Pricing(database, platformFee, now).price(cart);
        Order order = Order.placed(
                id,
                cart.buyer(),
                cart.email(),
                priced.lines(),
                priced.discount().map(Discount::id),
                now);
        RetryKey key = RetryKey.NEVER_USED.forAttempt(now);
        boolean placed = database.transaction(tx -> {
            if (!Orders.in(tx).add(order, links.token(id), now.plus(LIFETIME), priced.offers())) {
                return false;
            }
            priced.discount().ifPresent(discount -> reserve(tx, order, discount, now));
            claim(tx, order, cart.buyAgain());
            if (order.needsPage()) {
                Orders.in(tx).owePage(id, key, now.plus(PAGE_DUE));
                Outbox.Entry request = PageRequest.of(id);
                outbox.put(tx, request.queue(), request.id(), request.body());
            }
            return true;
        });
        if (!placed) {
            return Optional.empty();
        }
        log.info("order.placed", "order", id, "lines", order.lines().size());
        return Optional.of(order.needsPage() ? open(order, () -> opening.open(order, key)) : give(order));
    }

    private static void reserve(Sql tx, Order order, Discount discount, Instant now) {
        switch (DiscountUses.in(tx)
                .reserve(order.id(), discount.id(), buyerHash(order), discount.most(), discount.mostPerBuyer(), now)) {
            case RESERVED -> {}
            case USED_UP -> throw new Stopped(new DiscountUsedUp());
            case USED_UP_BY_BUYER -> throw new Stopped(new DiscountUsedUpByBuyer());
        }
    }

    /** Who a discount is counted for: the account, else the address. */
    private static byte[] buyerHash(Order order) {
        String who = order.buyer()
                .map(UserId::text)
                .orElseGet(() -> order.email().value().toLowerCase(Locale.ROOT));
        try {
            return MessageDigest.getInstance("SHA-256").digest(who.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void claim(Sql tx, Order order, boolean again) {
        if (order.buyer().isEmpty()) {
            return;
        }
        for (int i = 0; i < order.lines().size(); i++) {
            UUID goods = order.lines().get(i).goods();
            Optional<OrderId> had = BuyerProducts.in(tx).claim(order.buyer().get(), goods, order.id(), again);
            if (had.isPresent()) {
                boolean bought = Orders.in(tx)
                        .find(had.get())
                        .map(other -> other.state() != OrderState.AWAITING_PAYMENT)
                        .orElse(true);
                throw new Stopped(bought ? new AlreadyBought(i, had.get()) : new AlreadyOrdered(i, had.get()));
            }
        }
    }

    private CheckoutOutcome goOn(Order order) {
        if (order.needsPage()) {
            return open(order, () -> opening.open(order));
        }
        return order.state() == OrderState.AWAITING_PAYMENT && order.total().isFree()
                ? give(order)
                : new Started(order);
    }

    private CheckoutOutcome give(Order order) {
        Instant now = now();
        List<Outbox.Entry> entries = database.transaction(tx -> {
            DiscountUses.in(tx).use(order.id());
            return fulfilment.fulfil(tx, order, MoneyIn.none(order), now).orElse(List.of());
        });
        outbox.send(entries);
        log.info("order.given", "order", order.id());
        return new Started(asItStands(order));
    }

    private CheckoutOutcome open(Order order, Supplier<Opening> page) {
        try {
            return switch (page.get()) {
                case Opening.Ready(Order ready) -> new Started(ready);
                case Opening.SellerCutOff(int index) -> new SellerCannotBePaid(index);
            };
        } catch (PaymentsUnreachable e) {
            log.warn("checkout.page_queued", e, "order", order.id());
            return promise(order);
        } catch (PaymentRefused e) {
            log.error("checkout.page_refused", e, "order", order.id());
            database.transaction(tx -> {
                outbox.drop(tx, order.id().value());
                Orders.in(tx).leavePage(order.id());
                return order;
            });
            return new PaymentsUnavailable(order);
        }
    }

    /** Whoever opens the page from now on tells the buyer by mail. */
    private CheckoutOutcome promise(Order order) {
        boolean promised = Orders.in(database).promisePage(order.id(), now().plus(PAGE_DUE));
        if (promised) {
            outbox.send(List.of(PageRequest.of(order.id())));
        }
        Order now = asItStands(order);
        return now.needsPage() ? new Queued(now) : new Started(now);
    }

    /** A webhook may have been faster than we are. */
    private Order asItStands(Order order) {
        return Orders.in(database).find(order.id()).orElse(order);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
