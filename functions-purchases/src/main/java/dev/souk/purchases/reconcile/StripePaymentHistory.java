package dev.souk.purchases.reconcile;

import com.stripe.Stripe;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionListParams;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.stripe.EventTypes;
import dev.souk.purchases.money.StripeCalls;
import dev.souk.purchases.money.StripeSessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link PaymentHistory} at Stripe. */
public final class StripePaymentHistory implements PaymentHistory {
    private static final long PAGE = 100;

    private final StripeCalls stripe;

    public StripePaymentHistory(StripeCalls stripe) {
        this.stripe = stripe;
    }

    @Override
    public Page<Event> events(Instant from, Instant to, Optional<String> after) {
        EventListParams.Builder params = EventListParams.builder()
                .addAllType(EventTypes.PAYMENTS)
                .setCreated(EventListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLte(to.getEpochSecond())
                        .build())
                .setLimit(PAGE);
        after.ifPresent(params::setStartingAfter);
        StripeCollection<com.stripe.model.Event> page =
                stripe.make(client -> client.v1().events().list(params.build()));
        return new Page<>(
                page.getData().stream().map(StripePaymentHistory::event).toList(),
                last(page.getData()),
                Boolean.TRUE.equals(page.getHasMore()));
    }

    /** What it is about is kept as Stripe wrote it: the library reads that only when it is asked for. */
    private static Event event(com.stripe.model.Event event) {
        String body = event.toJson();
        Tree intent = Tree.of(body).path("data").path("object").path("payment_intent");
        return new Event(
                event.getId(),
                event.getType(),
                Stripe.API_VERSION.equals(event.getApiVersion()),
                intent.isString() ? Optional.of(intent.text("")) : Optional.empty(),
                body);
    }

    @Override
    public Page<PaidPage> paidPages(Instant from, Instant to, Optional<String> after) {
        SessionListParams.Builder params = SessionListParams.builder()
                .setStatus(SessionListParams.Status.COMPLETE)
                .setCreated(SessionListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLte(to.getEpochSecond())
                        .build())
                .setLimit(PAGE);
        after.ifPresent(params::setStartingAfter);
        StripeCollection<Session> page =
                stripe.make(client -> client.v1().checkout().sessions().list(params.build()));
        List<PaidPage> paid = new ArrayList<>();
        for (Session session : page.getData()) {
            StripeSessions.moneyIn(session)
                    .flatMap(in -> in.paymentIntent())
                    .ifPresent(intent -> paid.add(new PaidPage(session.getId(), intent)));
        }
        return new Page<>(paid, last(page.getData()), Boolean.TRUE.equals(page.getHasMore()));
    }

    private static Optional<String> last(List<? extends HasId> data) {
        return data.isEmpty() ? Optional.empty() : Optional.of(data.getLast().getId());
    }
}
