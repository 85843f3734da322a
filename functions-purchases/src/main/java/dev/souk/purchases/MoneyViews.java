package dev.souk.purchases;

import dev.souk.model.Currency;
import dev.souk.model.DisputeId;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import dev.souk.purchases.dispute.Evidence;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.money.Refund;
import dev.souk.purchases.money.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sellers' money as the contract writes it. */
final class MoneyViews {
    /** About how many characters an item of these lists has. */
    static final int WEIGHT = 400;

    private MoneyViews() {}

    /** {@code Refund} in the contract. */
    record RefundView(
            RefundId id,
            OrderId orderId,
            String state,
            String origin,
            Money amount,
            List<Line> lines,
            Optional<String> reason,
            Instant createdAt) {
        record Line(ProductId productId, Money amount) {}

        /** As members of {@code stores} may see it: what it takes of what these sold. */
        static RefundView of(Refund refund, Order order, Set<StoreId> stores) {
            Currency currency = refund.amount().currency();
            List<Refund.Part> parts = refund.parts().stream()
                    .filter(part ->
                            stores.contains(order.lines().get(part.position()).store()))
                    .toList();
            return new RefundView(
                    refund.id(),
                    refund.order(),
                    text(refund.state()),
                    text(refund.origin()),
                    new Money(parts.stream().mapToLong(Refund.Part::amount).sum(), currency),
                    parts.stream()
                            .map(part -> new Line(
                                    order.lines().get(part.position()).product(), new Money(part.amount(), currency)))
                            .toList(),
                    Optional.of(refund.reason()).filter(reason -> !reason.isEmpty()),
                    refund.createdAt());
        }
    }

    /** {@code Balance} in the contract; an amount that the store owes is negative. */
    record BalanceView(List<Owed> balances) {
        record Owed(long amount, Currency currency) {}

        static BalanceView of(Map<Currency, Long> owed) {
            return new BalanceView(owed.entrySet().stream()
                    .map(entry -> new Owed(entry.getValue(), entry.getKey()))
                    .toList());
        }
    }

    /** {@code Payout} in the contract. */
    record PayoutView(
            TransferId id,
            OrderId orderId,
            String state,
            Money owed,
            Money givenBack,
            Money sent,
            Money reversed,
            Optional<Instant> dueAt,
            Instant createdAt,
            Optional<Instant> sentAt) {
        static PayoutView of(Transfer transfer) {
            Currency currency = transfer.currency();
            boolean isSent = transfer.state() == Transfer.State.SENT;
            return new PayoutView(
                    transfer.id(),
                    transfer.order(),
                    text(transfer.state()),
                    new Money(transfer.owed(), currency),
                    new Money(transfer.takenBack(), currency),
                    new Money(isSent ? transfer.sent() : 0, currency),
                    new Money(transfer.reversed(), currency),
                    isSent ? Optional.empty() : transfer.dueAt(),
                    transfer.createdAt(),
                    transfer.sentAt());
        }
    }

    /** {@code Dispute} in the contract. */
    record DisputeView(
            DisputeId id,
            OrderId orderId,
            String stage,
            Money amount,
            String reason,
            Optional<Instant> evidenceDueAt,
            Instant openedAt,
            Optional<Instant> closedAt) {
        static DisputeView of(Dispute dispute) {
            return new DisputeView(
                    dispute.id(),
                    dispute.order(),
                    text(dispute.stage()),
                    dispute.amount(),
                    dispute.reason(),
                    dispute.evidenceDueAt(),
                    dispute.openedAt(),
                    dispute.closedAt());
        }
    }

    /** {@code DisputeEvidence} in the contract: of the order, what these stores sold. */
    record EvidenceView(
            DisputeView dispute, Sale order, List<Mail> mails, List<Download> downloads, List<RefundView> refunds) {
        record Sale(
                OrderId id,
                EmailAddress email,
                boolean signedIn,
                Instant createdAt,
                Optional<Instant> paidAt,
                Money total,
                List<Item> items) {}

        record Item(ProductId productId, String title, Money price) {}

        record Mail(String kind, Instant writtenAt, Optional<Instant> sentAt) {}

        record Download(
                ProductId productId,
                FileId fileId,
                Instant grantedAt,
                Optional<String> sourceIp,
                Optional<String> userAgent) {}

        static EvidenceView of(Evidence evidence, Set<StoreId> stores) {
            Order order = evidence.order();
            List<OrderLine> sold = order.lines().stream()
                    .filter(line -> stores.contains(line.store()))
                    .toList();
            List<ProductId> products = sold.stream().map(OrderLine::product).toList();
            return new EvidenceView(
                    DisputeView.of(evidence.dispute()),
                    new Sale(
                            order.id(),
                            order.email(),
                            order.buyer().isPresent(),
                            order.createdAt(),
                            order.paidAt(),
                            new Money(
                                    sold.stream().mapToLong(OrderLine::paid).sum(),
                                    order.total().currency()),
                            sold.stream()
                                    .map(line -> new Item(line.product(), line.called(), line.price()))
                                    .toList()),
                    evidence.mails().stream()
                            .map(mail -> new Mail(mail.kind(), mail.writtenAt(), mail.sentAt()))
                            .toList(),
                    evidence.downloads().stream()
                            .filter(each -> products.contains(each.product()))
                            .map(each -> new Download(
                                    each.product(), each.file(), each.at(), each.sourceIp(), each.userAgent()))
                            .toList(),
                    evidence.refunds().stream()
                            .map(refund -> RefundView.of(refund, order, stores))
                            .filter(refund -> !refund.lines().isEmpty())
                            .toList());
        }
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
