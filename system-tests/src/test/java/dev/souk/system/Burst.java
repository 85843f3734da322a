package dev.souk.system;

import dev.souk.lambda.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Many buyers who order at the same moment, as well-behaved clients do: each with one key, again with the same one when told to wait, and
 * asking for the payment page when the order was taken without one.
 */
final class Burst {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Target target;
    private final Semaphore connections;

    /** @param connections the most calls there are at once, however many buyers */
    Burst(Target target, int connections) {
        this.target = target;
        this.connections = new Semaphore(connections);
    }

    /** A buyer, and the order as it was when it could be paid. */
    record Payable(Buyer buyer, Reply order) {}

    /**
     * How it went.
     *
     * @param payable the orders that can be paid
     * @param queued how many were first taken without a payment page (202)
     * @param refusals how often a buyer was told to come back
     * @param took from the first call until the last order could be paid
     * @param doubled orders for which Stripe has not exactly one session, and how many it has
     */
    record Report(List<Payable> payable, int queued, int refusals, Duration took, Map<String, Integer> doubled) {
        @Override
        public String toString() {
            return "%d orders payable after %.1f s; %d queued, %d told to come back, %d with another number of sessions than one"
                    .formatted(payable.size(), took.toMillis() / 1e3, queued, refusals, doubled.size());
        }
    }

    private record Placed(Payable payable, boolean queued, int refusals) {}

    /** Has so many buyers order; returns when all their orders can be paid, or fails when one cannot in time. */
    Report order(String product, int buyers, Duration patience) {
        long begun = System.nanoTime();
        long end = begun + patience.toNanos();
        List<Placed> placed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Placed>> ordering = IntStream.range(0, buyers)
                    .mapToObj(i -> threads.submit(() -> place(new Buyer(target), product, end)))
                    .toList();
            for (Future<Placed> each : ordering) {
                placed.add(each.get());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        List<Payable> payable = placed.stream().map(Placed::payable).toList();
        return new Report(
                payable,
                (int) placed.stream().filter(Placed::queued).count(),
                placed.stream().mapToInt(Placed::refusals).sum(),
                took,
                doubled(payable));
    }

    /** Pays every {@code nth} order on Stripe's page; those that were. */
    List<Payable> pay(Report report, int nth) {
        List<Payable> paid = new ArrayList<>();
        for (int i = 0; i < report.payable().size(); i += nth) {
            Payable each = report.payable().get(i);
            int status = each.buyer().pays(each.order(), Buyer.GOOD_CARD);
            if (status != 303) {
                throw new AssertionError("the page of " + each.order().text("id") + " answered " + status);
            }
            paid.add(each);
        }
        return paid;
    }

    private Placed place(Buyer buyer, String product, long end) throws InterruptedException {
        Call call = target.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(buyer.cart(product));
        Reply order = made(call);
        int refusals = 0;
        while (order.status() == 429 || order.status() == 503) {
            refusals++;
            rest(order, end);
            order = made(call);
        }
        if (order.status() != 201 && order.status() != 202) {
            throw new AssertionError("an order was answered with " + order);
        }
        boolean queued = order.text("payment_url").isEmpty();
        Reply now = order;
        while (now.text("payment_url").isEmpty()) {
            rest(now, end);
            now = made(buyer.reads(order));
        }
        return new Placed(new Payable(buyer, queued ? withToken(now, order) : order), queued, refusals);
    }

    /** The token is told once, with the first answer. */
    private static Reply withToken(Reply now, Reply first) {
        Map<String, Object> both = new HashMap<>();
        now.json().properties().forEach(field -> both.put(field.getKey(), field.getValue()));
        both.put("purchase_token", first.text("purchase_token"));
        return new Reply(now.status(), now.headers(), Json.write(both));
    }

    private Reply made(Call call) throws InterruptedException {
        connections.acquire();
        try {
            return call.made();
        } finally {
            connections.release();
        }
    }

    private static void rest(Reply reply, long end) throws InterruptedException {
        if (System.nanoTime() > end) {
            throw new AssertionError("an order cannot be paid in time: " + reply);
        }
        String seconds = reply.header("Retry-After");
        Thread.sleep(seconds.isEmpty() ? PAUSE : Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private Map<String, Integer> doubled(List<Payable> orders) {
        Map<String, Integer> sessions = new HashMap<>();
        for (JsonNode session :
                Json.tree(target.stripe("GET", "/sessions", "").body()).path("data")) {
            sessions.merge(session.path("client_reference_id").asString(""), 1, Integer::sum);
        }
        Map<String, Integer> doubled = new HashMap<>();
        for (Payable order : orders) {
            String id = order.order().text("id");
            int count = sessions.getOrDefault(id, 0);
            if (count != 1) {
                doubled.put(id, count);
            }
        }
        return doubled;
    }
}
