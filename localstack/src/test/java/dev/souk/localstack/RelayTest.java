package dev.souk.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.souk.lambda.config.Environment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayTest {
    @Test
    void who_comes_to_the_other_address_gets_to_the_service() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        service.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        int port = service.getAddress().getPort();
        // Linux has all of 127/8 on this machine: one more address that is not the service's.
        try (Relay relay = Relay.between("127.0.0.2", port)) {
            assertThat(relay).isNotNull();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.2:" + port))
                                    .POST(HttpRequest.BodyPublishers.ofString("there and back"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("there and back");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void a_function_is_told_the_name_that_this_machine_has_for_it() {
        Reach fromContainers = Reach.from(
                Environment.of(Map.of("FUNCTIONS_CALL_US", "host.docker.internal", "RELAY_ADDRESS", "172.17.0.1")));
        assertThat(fromContainers.url("jdbc:mysql://127.0.0.1:3316/souk?a=b"))
                .isEqualTo("jdbc:mysql://host.docker.internal:3316/souk?a=b");
        assertThat(fromContainers.relay()).contains("172.17.0.1");
        assertThat(Reach.from(Environment.of(Map.of())).url("http://127.0.0.1:8090/souk"))
                .isEqualTo("http://127.0.0.1:8090/souk");
    }
}
