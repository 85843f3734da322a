package dev.souk.stripe.standin.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that deliveries to come will meet. Each delivery meets the first that fits it. */
public final class WebhookFaults {
    private final List<Ordered> ahead = new ArrayList<>();

    /** One fault for one delivery; for those to be reordered, what was ordered together. */
    record Met(WebhookFault fault, Duration delay, List<String> together, boolean last) {}

    private static final class Ordered {
        private final WebhookFault fault;
        private final String types;
        private final Duration delay;
        private final List<String> together = new ArrayList<>();
        private int left;

        private Ordered(WebhookFault fault, String types, int times, Duration delay) {
            this.fault = fault;
            this.types = types;
            this.left = times;
            this.delay = delay;
        }

        private boolean fits(String type) {
            return Types.match(types, type);
        }
    }

    /**
     * So many deliveries of a type meet the fault.
     *
     * @param types a type, a group such as {@code charge.dispute.*}, or {@code *}
     * @param delay for those that are delayed
     */
    public synchronized void add(WebhookFault fault, String types, int times, Duration delay) {
        ahead.add(new Ordered(fault, types, times, delay));
    }

    synchronized Optional<Met> next(String type, String deliveryId) {
        Optional<Ordered> met =
                ahead.stream().filter(ordered -> ordered.fits(type)).findFirst();
        met.ifPresent(ordered -> {
            ordered.left--;
            ordered.together.add(deliveryId);
        });
        ahead.removeIf(ordered -> ordered.left == 0);
        return met.map(
                ordered -> new Met(ordered.fault, ordered.delay, List.copyOf(ordered.together), ordered.left == 0));
    }

    /** Calls off what was ordered; gives the deliveries that wait for others. */
    synchronized List<String> clear() {
        List<String> waiting = ahead.stream()
                .filter(ordered -> ordered.fault == WebhookFault.REORDERED)
                .flatMap(ordered -> ordered.together.stream())
                .toList();
        ahead.clear();
        return waiting;
    }
}
