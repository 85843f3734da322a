package dev.souk.local.gateway;

import dev.souk.api.Contract;
import dev.souk.lambda.log.Log;
import dev.souk.local.function.InProcessFunctions;
import dev.souk.local.function.Trail;
import dev.souk.local.http.Answer;
import dev.souk.local.http.HttpDoor;
import dev.souk.local.http.Sites;
import dev.souk.local.queue.QueueDoor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway by the contract, on a port, with the echo behind every function and a list for a queue. */
final class GatewayFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(500);

    final EchoFunction echo = new EchoFunction();
    final List<Queued> queue = new ArrayList<>();
    final AtomicReference<QueueDoor.Outcome> queueSays = new AtomicReference<>(QueueDoor.Outcome.TAKEN);

    private final InProcessFunctions functions;
    private final HttpDoor door;
    private final HttpClient client = HttpClient.newHttpClient();

    /** What reached the queue. */
    record Queued(String queue, String body, Map<String, String> attributes, String traceHeader) {}

    GatewayFixture(Throttle throttle, Duration patience) {
        Log quiet = new Log("test", new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
        functions =
                new InProcessFunctions(Map.of("users", echo, "catalog", echo, "purchases", echo), quiet, Trail.none());
        door = HttpDoor.at(0, Clock.systemUTC());
        QueueDoor queues = (name, body, attributes, trace) -> {
            queue.add(new Queued(name, body, attributes, trace.text()));
            return queueSays.get();
        };
        door.open(new Sites(
                new ApiGateway(Contract.load(), functions, queues, throttle, patience, door.port()),
                request -> Answer.of(200, "text/plain", "local"),
                request -> Answer.of(200, "text/plain", "page")));
    }

    GatewayFixture() {
        this(Throttle.ofAnAccount(), Duration.ofSeconds(29));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(door.url().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The event that the function got. */
    JsonNode event(HttpRequest.Builder request) {
        return JsonMapper.shared().readTree(send(request).body());
    }

    int port() {
        return door.port();
    }

    @Override
    public void close() {
        door.close();
        functions.close();
        client.close();
    }
}
