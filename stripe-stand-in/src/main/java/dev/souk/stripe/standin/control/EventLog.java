package dev.souk.stripe.standin.control;

import dev.souk.stripe.standin.webhook.Delivery;
import dev.souk.stripe.standin.webhook.Event;
import java.util.List;

/** An event and how its deliveries fare, one per endpoint. */
public record EventLog(Event event, List<Delivery> deliveries) {

    /** Whether every endpoint has it. */
    public boolean delivered() {
        return deliveries.stream().allMatch(delivery -> delivery.status() == Delivery.Status.DELIVERED);
    }
}
