package dev.souk.local.gateway;

import dev.souk.api.Contract;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.NewTrace;
import dev.souk.local.http.Answer;
import dev.souk.local.http.Request;
import dev.souk.local.http.Site;
import dev.souk.local.queue.QueueDoor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The API: every operation of the contract, and no other. */
public final class ApiGateway implements Site {
    /** How long API Gateway waits for a function. */
    public static final Duration PATIENCE = Duration.ofSeconds(29);

    /** As API Gateway spells it. */
    static final String TRACE = "X-Amzn-Trace-Id";

    private static final String SIGNATURE = "Stripe-Signature";
    private static final String RECEIVED_AT = "Received-At";

    private final Contract contract;
    private final Functions functions;
    private final QueueDoor queues;
    private final Throttle throttle;
    private final Duration patience;
    private final int port;

    /** @param port where requests come in, which functions are told */
    public ApiGateway(
            Contract contract, Functions functions, QueueDoor queues, Throttle throttle, Duration patience, int port) {
        this.contract = contract;
        this.functions = functions;
        this.queues = queues;
        this.throttle = throttle;
        this.patience = patience;
        this.port = port;
    }

    @Override
    public Answer answer(Request request) {
        // A caller may bring a trace along. It is taken at its word, as API Gateway takes it.
        TraceHeader header = request.header(TRACE).flatMap(TraceHeader::of).orElseGet(NewTrace::header);
        return served(request, header)
                .with("x-amzn-RequestId", request.id().toString())
                .with(TRACE, header.text());
    }

    private Answer served(Request request, TraceHeader header) {
        if (!throttle.admits()) {
            return Refusal.TOO_MANY.answer();
        }
        Optional<Contract.Match> match = operation(request);
        if (match.isEmpty()) {
            return Refusal.NO_SUCH_OPERATION.answer();
        }
        Contract.Operation operation = match.get().operation();
        String queue = operation.queue();
        if (queue != null) {
            return kept(queue, request, header);
        }
        String function = operation.function();
        if (function == null) {
            throw new IllegalStateException("nobody serves " + operation.id());
        }
        byte[] event = ProxyEvent.of(request, match.get(), header, port);
        return switch (functions.invoke(function, event, header, patience)) {
            case Invocation.Answered answered ->
                ProxyAnswer.read(answered.payload()).orElseGet(Refusal.BAD_FUNCTION::answer);
            case Invocation.Failed _ -> Refusal.BAD_FUNCTION.answer();
            case Invocation.TimedOut _ -> Refusal.TOO_SLOW.answer();
            // That Lambda had no instance free is nothing API Gateway tells its callers.
            case Invocation.Throttled _ -> Refusal.FAILED.answer();
            case Invocation.EventTooLarge _ -> Refusal.TOO_LONG.answer();
        };
    }

    /** HEAD and OPTIONS are not in the contract: the function of the path answers them. A queue answers neither. */
    private Optional<Contract.Match> operation(Request request) {
        Optional<Contract.Match> match = contract.match(request.method(), request.path());
        if (match.isPresent()) {
            return match;
        }
        Optional<String> stand = switch (request.method()) {
            case "HEAD" -> Optional.of("GET");
            case "OPTIONS" -> contract.methodsOf(request.path()).stream().findFirst();
            default -> Optional.empty();
        };
        return stand.flatMap(method -> contract.match(method, request.path()))
                .filter(found -> found.operation().function() != null);
    }

    /** The operation that no function serves: what came is on the queue before the caller hears that it was taken. */
    private Answer kept(String queue, Request request, TraceHeader header) {
        Optional<String> signature = request.header(SIGNATURE).filter(value -> !value.isBlank());
        if (signature.isEmpty()) {
            return Refusal.BAD_REQUEST.answer("Missing required request parameters: [" + SIGNATURE + "]");
        }
        // API Gateway has a template for JSON and takes what says nothing for JSON.
        String type = request.header("Content-Type").orElse("application/json");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Refusal.UNSUPPORTED.answer();
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Map<String, String> attributes =
                Map.of(SIGNATURE, signature.get(), RECEIVED_AT, Long.toString(System.currentTimeMillis()));
        return switch (queues.put(queue, body, attributes, header)) {
            case TAKEN -> Answer.json(200, "{}");
            case REFUSED -> Refusal.BAD_REQUEST.answer();
            case UNREACHABLE -> Refusal.FAILED.answer();
        };
    }
}
