package dev.souk.local.page.dev;

import dev.souk.local.http.Answer;
import dev.souk.local.service.StripeService;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.control.EventLog;
import dev.souk.stripe.standin.payment.Decline;
import dev.souk.stripe.standin.webhook.Attempt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stand-in's events and levers: {@code GET stripe}; {@code GET stripe/events/{id}}, the object that it was about; {@code POST
 * stripe/events/{id}/send} with {@code {"times": n}}, at the same moment; {@code POST stripe/fail-next-payment} with {@code
 * {"decline_code"}}; {@code POST stripe/outages} with {@code {"fault", "times", "delay_ms"}} and {@code stripe/outages/end}; {@code POST
 * stripe/webhooks/pause} and {@code …/resume}. Stripe itself has no such levers: its dashboard does what there is.
 */
final class StripePanel implements Watched {
    private static final int SHOWN = 50;
    private static final List<String> DECLINES = List.of(
            "generic_decline",
            "insufficient_funds",
            "lost_card",
            "stolen_card",
            "expired_card",
            "incorrect_cvc",
            "processing_error");

    private final StripeService service;

    StripePanel(StripeService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public JsonNode now() {
        ObjectNode now = Replies.object().put("ours", service.isOurs()).put("where", service.where());
        StripeStandIn standIn = service.standIn();
        if (standIn == null) {
            return now;
        }
        now.put("webhooks_paused", standIn.areWebhooksPaused());
        now.put("outages_ahead", standIn.outagesAhead());
        now.put(
                "next_payment_fails",
                standIn.nextDecline().map(StripePanel::reason).orElse(null));
        ArrayNode declines = now.putArray("decline_codes");
        DECLINES.forEach(declines::add);
        ArrayNode faults = now.putArray("faults");
        Arrays.stream(Fault.values()).map(StripePanel::word).forEach(faults::add);
        List<EventLog> all = standIn.events();
        now.put("total", all.size());
        ArrayNode events = now.putArray("events");
        all.stream().limit(SHOWN).forEach(event -> events.add(line(event)));
        return now;
    }

    private static ObjectNode line(EventLog log) {
        ObjectNode line = Replies.object()
                .put("id", log.event().id())
                .put("type", log.event().type())
                .put("created", log.event().created().toString())
                .put("object", log.event().object().path("id").asString(""))
                .put("delivered", log.delivered())
                .put(
                        "attempts",
                        log.deliveries().stream()
                                .mapToInt(each -> each.attemptCount())
                                .sum());
        log.deliveries().stream()
                .flatMap(delivery -> delivery.attempts().stream())
                .reduce((_, later) -> later)
                .ifPresent(last -> line.put("last", said(last)));
        return line;
    }

    private static String said(Attempt attempt) {
        return attempt.httpStatus() == null ? String.valueOf(attempt.error()) : String.valueOf(attempt.httpStatus());
    }

    private static String reason(Decline decline) {
        String code = decline.declineCode();
        return code == null ? decline.code() : code;
    }

    @Override
    public Answer read(List<String> path, Query query) {
        StripeStandIn standIn = service.standIn();
        if (standIn == null || path.size() != 2 || !path.getFirst().equals("events")) {
            return Watched.super.read(path, query);
        }
        return standIn.events().stream()
                .filter(log -> log.event().id().equals(path.get(1)))
                .findFirst()
                .map(log -> {
                    ObjectNode event = line(log);
                    event.set("data", Masked.of(log.event().object().toString()));
                    return Replies.json(200, event);
                })
                .orElseGet(() -> Replies.problem(404, "There is no such event."));
    }

    @Override
    public Answer act(List<String> path, JsonNode body) {
        StripeStandIn standIn = service.standIn();
        return standIn == null
                ? Replies.problem(409, "This is Stripe itself, which has no such lever.")
                : act(standIn, path, body);
    }

    private static Answer act(StripeStandIn standIn, List<String> path, JsonNode body) {
        return switch (String.join("/", path)) {
            case "fail-next-payment" ->
                failNext(standIn, body.path("decline_code").asString("generic_decline"));
            case "outages" -> outage(standIn, body);
            case "outages/end" -> {
                standIn.endOutages();
                yield Replies.done();
            }
            case "webhooks/pause" -> {
                standIn.pauseWebhooks();
                yield Replies.done();
            }
            case "webhooks/resume" -> {
                standIn.resumeWebhooks();
                yield Replies.done();
            }
            default ->
                path.size() == 3
                                && path.getFirst().equals("events")
                                && path.get(2).equals("send")
                        ? sent(standIn, path.get(1), body.path("times"))
                        : Replies.noSuchThing();
        };
    }

    private static Answer failNext(StripeStandIn standIn, String code) {
        if (!DECLINES.contains(code)) {
            return Replies.problem(422, "'decline_code' must be one of " + String.join(", ", DECLINES) + ".");
        }
        standIn.failNextPayment(Decline.because(code));
        return Replies.done();
    }

    private static Answer outage(StripeStandIn standIn, JsonNode body) {
        Optional<Fault> fault = Arrays.stream(Fault.values())
                .filter(each -> word(each).equals(body.path("fault").asString("")))
                .findFirst();
        if (fault.isEmpty()) {
            return Replies.problem(
                    422,
                    "'fault' must be one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Fault.values())
                                            .map(StripePanel::word)
                                            .toList()) + ".");
        }
        Integer times = whole(body.path("times"), 1, 1, 1_000);
        Integer delay = whole(body.path("delay_ms"), 0, 0, 600_000);
        if (times == null || delay == null) {
            return Replies.problem(422, "'times' must be from 1 to 1000, 'delay_ms' from 0 to 600000.");
        }
        standIn.outage(fault.get(), times, Duration.ofMillis(delay));
        return Replies.done();
    }

    private static Answer sent(StripeStandIn standIn, String id, JsonNode wanted) {
        Integer times = whole(wanted, 1, 1, 100);
        if (times == null) {
            return Replies.problem(422, "'times' must be from 1 to 100.");
        }
        List<Attempt> attempts;
        try {
            attempts = standIn.sendAgain(id, times);
        } catch (IllegalArgumentException e) {
            return Replies.problem(404, "There is no such event.");
        }
        ObjectNode answer = Replies.object();
        ArrayNode list = answer.putArray("answers");
        attempts.forEach(attempt -> list.add(said(attempt)));
        return Replies.json(200, answer);
    }

    private static @Nullable Integer whole(JsonNode number, int otherwise, int least, int most) {
        if (number.isMissingNode()) {
            return otherwise;
        }
        return number.isInt() && number.asInt() >= least && number.asInt() <= most ? number.asInt() : null;
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
