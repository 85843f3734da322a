package dev.souk.purchases;

import dev.souk.model.Currency;
import dev.souk.model.CustomerId;
import dev.souk.model.DiscountId;
import dev.souk.model.DisputeId;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.sales.Customer;
import dev.souk.purchases.sales.Sale;
import dev.souk.purchases.sales.SaleDetail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sales and customers as the contract writes them. */
final class SaleViews {
    /** About how many characters an item of these lists has. */
    static final int WEIGHT = 1_000;

    private SaleViews() {}

    /** What a sale brought, of which {@code net} is left to the seller. */
    record Amounts(Money paid, Money tax, Money fee, Money refunded, Money net) {
        private static Amounts of(Currency currency, long paid, long tax, long fee, long refunded, long net) {
            return new Amounts(
                    new Money(paid, currency),
                    new Money(tax, currency),
                    new Money(fee, currency),
                    new Money(refunded, currency),
                    new Money(net, currency));
        }

        static Amounts of(Sale sale) {
            return of(sale.currency(), sale.paid(), sale.tax(), sale.fee(), sale.refunded(), sale.net());
        }

        static Amounts of(SaleDetail.Line line) {
            return of(line.price().currency(), line.paid(), line.tax(), line.fee(), line.refunded(), line.net());
        }
    }

    /** {@code Sale} in the contract. */
    record SaleView(
            OrderId orderId,
            String state,
            Buyer customer,
            List<Item> items,
            Amounts amounts,
            Optional<DiscountId> discountId,
            Instant soldAt) {
        record Buyer(CustomerId id, EmailAddress email) {}

        record Item(ProductId productId, String title, Optional<Variant> variant) {}

        static SaleView of(Sale sale) {
            return new SaleView(
                    sale.order(),
                    sale.state().text(),
                    new Buyer(sale.customer(), sale.email()),
                    sale.items().stream()
                            .map(item -> new Item(item.product(), item.title(), item.variant()))
                            .toList(),
                    Amounts.of(sale),
                    sale.discount(),
                    sale.soldAt());
        }
    }

    /** {@code SaleDetail} in the contract. */
    record SaleDetailView(
            OrderId orderId,
            String state,
            Party customer,
            List<Line> lines,
            Amounts amounts,
            Optional<Discounted> discount,
            List<Back> refunds,
            List<Disputed> disputes,
            List<Download> downloads,
            List<Mail> receipts,
            Instant soldAt) {
        record Party(CustomerId id, EmailAddress email, boolean signedIn) {}

        record Line(
                ProductId productId,
                String title,
                Optional<Variant> variant,
                Money price,
                Money discounted,
                Amounts amounts,
                int downloadsLeft,
                boolean accessEnded) {}

        record Discounted(DiscountId id, Optional<String> code) {}

        record Back(
                RefundId id, String state, String origin, Money amount, Optional<String> reason, Instant createdAt) {}

        record Disputed(
                DisputeId id,
                String stage,
                String reason,
                Optional<Instant> evidenceDueAt,
                Instant openedAt,
                Optional<Instant> closedAt) {
            private static Disputed of(Dispute dispute) {
                return new Disputed(
                        dispute.id(),
                        SaleViews.text(dispute.stage()),
                        dispute.reason(),
                        dispute.evidenceDueAt(),
                        dispute.openedAt(),
                        dispute.closedAt());
            }
        }

        record Download(ProductId productId, FileId fileId, Instant grantedAt) {}

        record Mail(Instant writtenAt, Optional<Instant> sentAt, boolean suppressed) {}

        static SaleDetailView of(SaleDetail detail) {
            Sale sale = detail.sale();
            Currency currency = sale.currency();
            return new SaleDetailView(
                    sale.order(),
                    sale.state().text(),
                    new Party(sale.customer(), sale.email(), detail.signedIn()),
                    detail.lines().stream()
                            .map(line -> new Line(
                                    line.product(),
                                    line.title(),
                                    line.variant(),
                                    line.price(),
                                    new Money(line.discount(), currency),
                                    Amounts.of(line),
                                    line.downloadsLeft(),
                                    line.accessEnded()))
                            .toList(),
                    Amounts.of(sale),
                    sale.discount().map(id -> new Discounted(id, detail.discountCode())),
                    detail.refunds().stream()
                            .map(back -> new Back(
                                    back.id(),
                                    SaleViews.text(back.state()),
                                    SaleViews.text(back.origin()),
                                    new Money(back.amount(), currency),
                                    Optional.of(back.reason()).filter(reason -> !reason.isEmpty()),
                                    back.createdAt()))
                            .toList(),
                    detail.disputes().stream().map(Disputed::of).toList(),
                    detail.downloads().stream()
                            .map(each -> new Download(each.product(), each.file(), each.at()))
                            .toList(),
                    detail.receipts().stream()
                            .map(mail -> new Mail(mail.writtenAt(), mail.sentAt(), mail.suppressed()))
                            .toList(),
                    sale.soldAt());
        }
    }

    /** {@code Customer} in the contract. */
    record CustomerView(
            CustomerId id,
            EmailAddress email,
            long orders,
            List<Money> spent,
            Instant firstSaleAt,
            Instant lastSaleAt) {
        static CustomerView of(Customer customer) {
            return new CustomerView(
                    customer.id(),
                    customer.email(),
                    customer.orders(),
                    customer.spent(),
                    customer.firstSaleAt(),
                    customer.lastSaleAt());
        }
    }

    /** {@code ReceiptSent} in the contract. */
    record ReceiptSentView(int timesSentAgain, Instant nextPossibleAt) {}

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
