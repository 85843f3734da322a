package dev.souk.stripe.standin.control;

import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.payment.Decline;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.stripe.standin.webhook.WebhookFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The levers over HTTP. {@code GET /_stand-in} lists them. Errors are {@code {"error": "…"}} with 400, 404 or 409.
 */
public final class ControlApi {
    private static final List<String> LEVERS = List.of(
            "GET /_stand-in/sessions",
            "POST /_stand-in/sessions/{id}/pay {\"card\": \"4242424242424242\", \"email\": \"…\", \"name\": \"…\"}",
            "POST /_stand-in/sessions/{id}/pay {\"bank_debit\": \"succeeds\"}",
            "POST /_stand-in/sessions/{id}/settle {\"succeeded\": true}",
            "POST /_stand-in/sessions/{id}/expire",
            "GET /_stand-in/events",
            "POST /_stand-in/events/{id}/resend",
            "POST /_stand-in/events/{id}/duplicate {\"times\": 5}",
            "POST /_stand-in/fail-next-payment {\"decline_code\": \"insufficient_funds\"}",
            "POST /_stand-in/outages {\"fault\": \"server_error\", \"operation\": \"POST /v1/refunds\","
                    + " \"containing\": \"somebody@example.com\", \"times\": 2, \"delay_ms\": 0}",
            "DELETE /_stand-in/outages",
            "POST /_stand-in/webhooks/pause",
            "POST /_stand-in/webhooks/resume",
            "POST /_stand-in/webhooks/faults {\"fault\": \"dropped\", \"types\": \"charge.*\", \"times\": 1,"
                    + " \"delay_seconds\": 0}",
            "DELETE /_stand-in/webhooks/faults",
            "POST /_stand-in/run-due",
            "GET /_stand-in/clock",
            "POST /_stand-in/clock/advance {\"seconds\": 3600}");

    private final Control control;
    private final MoneyControlApi money;
    private final PaymentJson json;
    private final AccountLevers accounts;

    public ControlApi(Control control, PaymentJson json) {
        this.control = control;
        this.accounts = new AccountLevers(control);
        this.money = new MoneyControlApi(control.money());
        this.json = json;
    }

    public Reply answer(Request request) {
        List<String> path = request.segments().subList(1, request.segments().size());
        // A page of another site can post a form here, but not JSON.
        boolean isJson = request.header("content-type").orElse("").startsWith("application/json");
        if (!request.body().isEmpty() && !isJson) {
            return error(415, "send application/json");
        }
        try {
            JsonNode body = request.body().isBlank() ? Json.object() : Json.MAPPER.readTree(request.body());
            return switch (request.method()) {
                case "GET", "HEAD" -> read(path);
                case "POST" -> act(path, body);
                case "DELETE" -> callOff(path);
                default -> noSuchLever();
            };
        } catch (JacksonException e) {
            return error(400, "not JSON, or not of the form that GET /_stand-in shows");
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return error(409, String.valueOf(e.getMessage()));
        }
    }

    private Reply callOff(List<String> path) {
        switch (String.join("/", path)) {
            case "outages" -> control.endOutages();
            case "webhooks/faults" -> control.endWebhookFaults();
            default -> {
                return noSuchLever();
            }
        }
        return ok();
    }

    private Reply read(List<String> path) {
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "" ->
                data(Json.texts(Stream.of(LEVERS, AccountLevers.LEVERS, MoneyControlApi.LEVERS)
                        .flatMap(List::stream)
                        .toList()));
            case "accounts" -> data(accounts.list());
            case "sessions" ->
                data(Json.array(control.sessions().stream().map(json::session).toList()));
            case "events" ->
                data(Json.array(control.events().stream().map(ControlApi::json).toList()));
            case "clock" ->
                Reply.json(200, Json.object().put("now", control.now().toString()));
            default -> money.read(path).orElseGet(ControlApi::noSuchLever);
        };
    }

    private Reply act(List<String> path, JsonNode body) {
        return switch (String.join("/", path)) {
            case "fail-next-payment" -> {
                control.failNextPayment(
                        Decline.because(body.path("decline_code").asString("generic_decline")));
                yield ok();
            }
            case "outages" -> {
                String operation = body.path("operation").asString("");
                String containing = URLEncoder.encode(body.path("containing").asString(""), StandardCharsets.UTF_8);
                control.outage(
                        fault(Fault.values(), body.path("fault").asString("")),
                        call -> (operation.isEmpty() || operation.equals(call.operation()))
                                && call.parameters().contains(containing),
                        between(1, body.path("times").asInt(1), 10_000),
                        Duration.ofMillis(between(0, body.path("delay_ms").asInt(0), 600_000)));
                yield ok();
            }
            case "webhooks/faults" -> {
                control.webhookFault(
                        fault(WebhookFault.values(), body.path("fault").asString("")),
                        body.path("types").asString("*"),
                        between(1, body.path("times").asInt(1), 10_000),
                        Duration.ofSeconds(between(0, body.path("delay_seconds").asInt(0), 366 * 86_400)));
                yield ok();
            }
            case "run-due" -> {
                control.runDue();
                yield ok();
            }
            case "webhooks/pause" -> {
                control.pauseWebhooks();
                yield ok();
            }
            case "webhooks/resume" -> {
                control.resumeWebhooks();
                yield ok();
            }
            case "clock/advance" -> {
                control.advance(
                        Duration.ofSeconds(between(0, body.path("seconds").asInt(0), 366 * 86_400)));
                yield Reply.json(200, Json.object().put("now", control.now().toString()));
            }
            default ->
                money.act(path, body)
                        .orElseGet(() -> path.size() == 3
                                ? actOn(path.get(0) + "/" + path.get(2), path.get(1), body)
                                : noSuchLever());
        };
    }

    private Reply actOn(String act, String id, JsonNode body) {
        return switch (act) {
            case "sessions/pay" -> paid(control.pay(id, form(body)));
            case "sessions/settle" ->
                control.settle(id, body.path("succeeded").asBoolean(true))
                        ? ok()
                        : error(409, "no bank debit is waiting on this session");
            case "sessions/expire" -> control.expire(id) ? ok() : error(409, "no open session with this id");
            case "events/resend" -> sentAgain(id, 1);
            case "events/duplicate" ->
                sentAgain(id, between(1, body.path("times").asInt(2), 100));
            default -> accounts.pull(act, id, body).orElseGet(ControlApi::noSuchLever);
        };
    }

    private static PaymentForm form(JsonNode body) {
        PaymentForm form = body.has("bank_debit")
                ? PaymentForm.bankDebit(!body.path("bank_debit").asString("").equals("fails"))
                : PaymentForm.card(
                        body.path("card").asString("4242424242424242").replaceAll("[\\s-]", ""));
        return form.from(
                body.path("email").asString(form.email()), body.path("name").asString(form.name()));
    }

    private Reply paid(PaymentOutcome outcome) {
        return switch (outcome) {
            case PaymentOutcome.Completed done -> Reply.json(200, json.session(done.session()));
            case PaymentOutcome.Declined declined ->
                Reply.json(
                        402,
                        Json.object()
                                .put("error", declined.decline().message())
                                .put("code", declined.decline().code())
                                .put("decline_code", declined.decline().declineCode()));
            case PaymentOutcome.Invalid wrong -> {
                ObjectNode body = Json.object().put("error", "wrong fields");
                body.set("fields", Json.map(wrong.messages()));
                yield Reply.json(400, body);
            }
            case PaymentOutcome.NotOpen closed -> error(409, "the session is not open");
            case PaymentOutcome.NoSuchSession none -> error(404, "no such session");
        };
    }

    private Reply sentAgain(String id, int times) {
        List<JsonNode> attempts = control.sendAgain(id, times).stream()
                .<JsonNode>map(Json.MAPPER::valueToTree)
                .toList();
        return data(Json.array(attempts));
    }

    private static ObjectNode json(EventLog log) {
        ObjectNode node = Json.object()
                .put("id", log.event().id())
                .put("type", log.event().type())
                .put("created", log.event().created().toString())
                .put("object", log.event().object().path("id").asString(""))
                .put("delivered", log.delivered());
        node.set(
                "deliveries",
                Json.array(log.deliveries().stream()
                        .<JsonNode>map(Json.MAPPER::valueToTree)
                        .toList()));
        return node;
    }

    private static <F extends Enum<F>> F fault(F[] faults, String name) {
        return Arrays.stream(faults)
                .filter(fault -> fault.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "fault is one of " + Arrays.toString(faults).toLowerCase(Locale.ROOT)));
    }

    private static int between(int least, int value, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("a number must be from " + least + " to " + most);
        }
        return value;
    }

    private static Reply data(JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return Reply.json(200, body);
    }

    private static Reply ok() {
        return Reply.json(200, Json.object().put("ok", true));
    }

    private static Reply noSuchLever() {
        return error(404, "no such lever; GET /_stand-in lists them");
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Json.object().put("error", message));
    }
}
