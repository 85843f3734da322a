package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Currency;
import dev.souk.model.DisputeId;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderMails;
import dev.souk.purchases.SellerNews;
import dev.souk.purchases.SellerNews.Disputed;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.money.Dispute.Stage;
import dev.souk.purchases.money.PaymentFacts.DisputeFact;
import dev.souk.purchases.money.PaymentFacts.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps disputes on the books, and tells the sellers. All of it under the lock of the order. */
public final class DisputeBooks {
    private final RefundBooks refunds;
    private final TransferBooks transfers;
    private final OrderMails mails;
    private final SellerNews sellers;
    private final IdSource ids;

    public DisputeBooks(
            RefundBooks refunds, TransferBooks transfers, OrderMails mails, SellerNews sellers, IdSource ids) {
        this.refunds = refunds;
        this.transfers = transfers;
        this.mails = mails;
        this.sellers = sellers;
        this.ids = ids;
    }

    /** Takes note of a dispute at Stripe; what the outbox is to send after the commit. */
    List<Outbox.Entry> take(Sql tx, Order order, Charge charge, DisputeFact fact, Instant now) {
        for (Move move : fact.moves()) {
            Ledger.in(tx, ids)
                    .post(Posting.of(Posting.Kind.DISPUTE_MOVED, move.reference(), charge.order(), move.currency())
                            .debit(LedgerAccount.PLATFORM_CASH, move.amount() - move.fee())
                            .debit(LedgerAccount.STRIPE_FEES, move.fee())
                            .credit(LedgerAccount.DISPUTE_LOSSES, move.amount())
                            .at(now));
        }
        if (!advance(tx, charge, fact, now)) {
            return List.of();
        }
        if (fact.stage() == Stage.LOST) {
            lose(tx, charge, fact, now);
        }
        return tell(tx, order, charge, fact, now);
    }

    private boolean advance(Sql tx, Charge charge, DisputeFact fact, Instant now) {
        Disputes disputes = Disputes.in(tx);
        Optional<Instant> closed = fact.stage().isClosed() ? Optional.of(now) : Optional.empty();
        Optional<Dispute> known = disputes.byStripe(fact.id());
        if (known.isPresent()) {
            Stage stage = known.get().stage();
            return stage.comesBefore(fact.stage()) && disputes.move(known.get().id(), stage, fact.stage(), closed);
        }
        disputes.add(new Dispute(
                new DisputeId(ids.next()),
                fact.id(),
                charge.order(),
                charge.paymentIntent(),
                fact.stage(),
                new Money(fact.amount(), charge.amount().currency()),
                fact.reason(),
                fact.evidenceDueAt(),
                fact.openedAt(),
                closed));
        return true;
    }

    /** The sellers give back their share; the platform bears what was its own. */
    private void lose(Sql tx, Charge charge, DisputeFact fact, Instant now) {
        Optional<Refund> found = refunds.lost(tx, charge, fact.amount(), fact.id(), now);
        if (found.isEmpty()) {
            return;
        }
        Refund taken = found.get();
        Currency currency = charge.amount().currency();
        Map<StoreId, Long> shares = RefundBooks.shares(tx, taken);
        long tax = taken.parts().stream().mapToLong(Refund.Part::tax).sum();
        long surplus = taken.parts().isEmpty() ? taken.amount().amount() : 0;
        long borne = surplus
                + tax
                + shares.values().stream().mapToLong(Long::longValue).sum();
        Posting.Builder posting = Posting.of(Posting.Kind.DISPUTE_LOST, fact.id(), charge.order(), currency)
                .debit(LedgerAccount.BUYER_PAYABLE, surplus)
                .debit(LedgerAccount.TAX_PAYABLE, tax)
                .credit(LedgerAccount.DISPUTE_LOSSES, borne);
        shares.forEach(posting::debit);
        Ledger.in(tx, ids).post(posting.at(now));
        shares.forEach((store, share) -> transfers.takeBack(tx, charge.order(), store, share, now));
    }

    private List<Outbox.Entry> tell(Sql tx, Order order, Charge charge, DisputeFact fact, Instant now) {
        Optional<EmailMessage.DisputeNotice.Stage> news = switch (fact.stage()) {
            case OPEN -> Optional.of(EmailMessage.DisputeNotice.Stage.OPENED);
            case WON -> Optional.of(EmailMessage.DisputeNotice.Stage.WON);
            case LOST -> Optional.of(EmailMessage.DisputeNotice.Stage.LOST);
            case INQUIRY, DROPPED -> Optional.empty();
        };
        List<Outbox.Entry> entries = new ArrayList<>();
        if (news.isPresent() && charge.role() == Charge.Role.ORDER) {
            Map<StoreId, Store> stores = Shops.in(tx)
                    .stores(order.lines().stream()
                            .map(OrderLine::store)
                            .distinct()
                            .toList());
            for (Store store : stores.values()) {
                EmailMessage notice = new EmailMessage.DisputeNotice(
                        ids.next(),
                        store.contact(),
                        store.name(),
                        order.id(),
                        news.get(),
                        new Money(fact.amount(), charge.amount().currency()),
                        fact.reason(),
                        fact.stage() == Stage.OPEN ? fact.evidenceDueAt() : Optional.empty());
                entries.add(mails.put(tx, order.id(), notice, now));
            }
            entries.addAll(tellPrograms(tx, order, charge, fact, now));
        }
        return entries;
    }

    private List<Outbox.Entry> tellPrograms(Sql tx, Order order, Charge charge, DisputeFact fact, Instant now) {
        Dispute dispute = Disputes.in(tx).byStripe(fact.id()).orElseThrow();
        Disputed about = new Disputed(
                order.id(),
                dispute.id(),
                new Money(fact.amount(), charge.amount().currency()));
        return fact.stage() == Stage.OPEN
                ? sellers.disputed(tx, order, about, fact.reason(), fact.evidenceDueAt(), now)
                : sellers.decided(tx, order, about, fact.stage() == Stage.WON, now);
    }
}
