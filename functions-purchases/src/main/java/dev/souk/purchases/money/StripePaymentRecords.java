package dev.souk.purchases.money;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.money.PaymentFacts.DisputeFact;
import dev.souk.purchases.money.PaymentFacts.Fee;
import dev.souk.purchases.money.PaymentFacts.Move;
import dev.souk.purchases.money.PaymentFacts.RefundFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link PaymentRecords} at Stripe: the payment, its refunds (also those that failed, which the charge does not tell of) and, if there are any, its disputes. */
public final class StripePaymentRecords implements PaymentRecords {
    private static final long PAGE = 100;

    private final StripeCalls stripe;

    public StripePaymentRecords(StripeCalls stripe) {
        this.stripe = stripe;
    }

    @Override
    public Optional<PaymentFacts> find(String paymentIntent, boolean withMoneyIn) {
        PaymentIntent intent;
        try {
            intent = stripe.make(client -> client.v1()
                    .paymentIntents()
                    .retrieve(
                            paymentIntent,
                            PaymentIntentRetrieveParams.builder()
                                    .addExpand("latest_charge.balance_transaction")
                                    .build()));
        } catch (PaymentRefused e) {
            if (e.code().equals("resource_missing")) {
                return Optional.empty();
            }
            throw e;
        }
        Charge charge = intent.getLatestChargeObject();
        boolean succeeded = intent.getStatus().equals("succeeded");
        boolean disputed = charge != null && Boolean.TRUE.equals(charge.getDisputed());
        Optional<MoneyIn> moneyIn = withMoneyIn && succeeded ? moneyIn(paymentIntent) : Optional.empty();
        return Optional.of(new PaymentFacts(
                paymentIntent,
                order(intent.getMetadata() == null ? null : intent.getMetadata().get("order")),
                succeeded,
                succeeded ? received(intent) : Optional.empty(),
                moneyIn,
                succeeded && charge != null ? Optional.of(charge.getId()) : Optional.empty(),
                succeeded && charge != null ? fee(charge.getBalanceTransactionObject()) : Optional.empty(),
                succeeded ? refunds(paymentIntent) : List.of(),
                disputed ? disputes(paymentIntent) : List.of()));
    }

    private static Optional<Money> received(PaymentIntent intent) {
        return currency(intent.getCurrency()).map(currency -> new Money(intent.getAmountReceived(), currency));
    }

    private Optional<MoneyIn> moneyIn(String paymentIntent) {
        List<Session> sessions = stripe.make(client -> client.v1()
                        .checkout()
                        .sessions()
                        .list(SessionListParams.builder()
                                .setPaymentIntent(paymentIntent)
                                .build()))
                .getData();
        return sessions.isEmpty() ? Optional.empty() : StripeSessions.moneyIn(sessions.getFirst());
    }

    private List<RefundFact> refunds(String paymentIntent) {
        List<Refund> all = stripe.make(client -> client.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(paymentIntent)
                                .setLimit(PAGE)
                                .build()))
                .getData();
        List<RefundFact> facts = new ArrayList<>();
        for (Refund refund : all.reversed()) {
            boolean failed = refund.getStatus() != null
                    && (refund.getStatus().equals("failed")
                            || refund.getStatus().equals("canceled"));
            facts.add(new RefundFact(
                    refund.getId(),
                    ours(refund),
                    refund.getAmount(),
                    failed,
                    refund.getReason() == null ? "" : refund.getReason(),
                    Instant.ofEpochSecond(refund.getCreated())));
        }
        return facts;
    }

    private static Optional<RefundId> ours(Refund refund) {
        String text = refund.getMetadata() == null ? null : refund.getMetadata().get("refund");
        return text == null ? Optional.empty() : RefundId.parse(text);
    }

    private List<DisputeFact> disputes(String paymentIntent) {
        return stripe
                .make(client -> client.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(paymentIntent)
                                .setLimit(PAGE)
                                .build()))
                .getData()
                .stream()
                .map(StripePaymentRecords::fact)
                .toList();
    }

    private static DisputeFact fact(Dispute dispute) {
        List<Move> moves = new ArrayList<>();
        if (dispute.getBalanceTransactions() != null) {
            for (BalanceTransaction moved : dispute.getBalanceTransactions()) {
                currency(moved.getCurrency())
                        .ifPresent(currency ->
                                moves.add(new Move(moved.getId(), moved.getAmount(), moved.getFee(), currency)));
            }
        }
        Long dueBy = dispute.getEvidenceDetails() == null
                ? null
                : dispute.getEvidenceDetails().getDueBy();
        return new DisputeFact(
                dispute.getId(),
                stage(dispute.getStatus()),
                dispute.getAmount(),
                dispute.getReason() == null ? "general" : dispute.getReason(),
                dueBy == null ? Optional.empty() : Optional.of(Instant.ofEpochSecond(dueBy)),
                Instant.ofEpochSecond(dispute.getCreated()),
                moves);
    }

    /** @param status Stripe's; one that is new to us is an open dispute, which is the careful reading */
    private static dev.souk.purchases.money.Dispute.Stage stage(String status) {
        return switch (status) {
            case "warning_needs_response", "warning_under_review" -> dev.souk.purchases.money.Dispute.Stage.INQUIRY;
            case "warning_closed", "prevented" -> dev.souk.purchases.money.Dispute.Stage.DROPPED;
            case "won" -> dev.souk.purchases.money.Dispute.Stage.WON;
            case "lost" -> dev.souk.purchases.money.Dispute.Stage.LOST;
            default -> dev.souk.purchases.money.Dispute.Stage.OPEN;
        };
    }

    private static Optional<Fee> fee(@Nullable BalanceTransaction moved) {
        if (moved == null) {
            return Optional.empty();
        }
        return currency(moved.getCurrency()).map(currency -> new Fee(moved.getId(), moved.getFee(), currency));
    }

    private static Optional<Currency> currency(String text) {
        return Currency.of(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<OrderId> order(@Nullable String text) {
        return text == null ? Optional.empty() : OrderId.parse(text);
    }
}
