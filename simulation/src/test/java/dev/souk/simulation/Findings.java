package dev.souk.simulation;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.stripe.standin.payment.CheckoutSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was found wrong with a history, a sentence each, and what is looked at for it: the tables here and Stripe's books. */
final class Findings {
    final World world;
    final Sql sql;
    final StripeBooks stripe;
    private final List<String> wrong = new ArrayList<>();
    private final Set<UUID> suspects = new LinkedHashSet<>();
    /** The order of a payment, by Stripe's session. */
    private final Map<String, UUID> orderOf = new HashMap<>();

    Findings(World world) {
        this.world = world;
        this.sql = world.plain();
        this.stripe = StripeBooks.of(world.stripe());
        for (CheckoutSession session : world.stripe().sessions()) {
            String reference = session.asked().clientReferenceId();
            if (session.paymentIntent() != null && reference != null) {
                OrderId.parse(reference).ifPresent(order -> orderOf.put(session.paymentIntent(), order.value()));
            }
        }
    }

    List<String> all() {
        return List.copyOf(wrong);
    }

    /** The orders that something is wrong with. */
    List<UUID> suspects() {
        return List.copyOf(suspects);
    }

    void wrong(UUID order, String format, Object... parts) {
        suspects.add(order);
        wrong.add(Story.sentence(format, parts) + " (" + world.story().order(new OrderId(order).text()) + ")");
    }

    void wrong(String format, Object... parts) {
        wrong.add(Story.sentence(format, parts));
    }

    /** Already a sentence. */
    void add(String sentence) {
        wrong.add(sentence);
    }

    long number(String query, Object... parameters) {
        return sql.first(query, row -> row.number("n"), parameters).orElse(0L);
    }

    @Nullable
    UUID orderOf(String intent) {
        return orderOf.get(intent);
    }

    /** How much of a payment is disputed: what was lost by it, or what is open. */
    long disputed(String intent, boolean lost) {
        return stripe.disputes().stream()
                .filter(dispute -> dispute.path("payment_intent").asString().equals(intent))
                .filter(dispute -> lost ? StripeBooks.isLost(dispute) : StripeBooks.isOpen(dispute))
                .mapToLong(dispute -> dispute.path("amount").asLong())
                .sum();
    }

    record Order(UUID id, String state, long total, String intent) {
        boolean wasPaid() {
            return !Set.of("awaiting_payment", "expired", "failed").contains(state);
        }
    }

    List<Order> orders() {
        return sql.query(
                "SELECT id, state, total_amount, payment_intent FROM orders ORDER BY id",
                row -> new Order(
                        row.uuid("id"),
                        row.text("state"),
                        row.number("total_amount"),
                        row.findText("payment_intent").orElse("")));
    }
}
