package dev.souk.email.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where SES would: keeps the forms it is sent and answers as it is told. */
final class SesStandIn implements AutoCloseable {
    private static final String TAKEN = """
            <SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
              <SendRawEmailResult><MessageId>0102-1</MessageId></SendRawEmailResult>
              <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
            </SendRawEmailResponse>
            """;

    private final HttpServer server;
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = TAKEN;

    SesStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Map<String, String>> forms() {
        return forms;
    }

    void take() {
        this.status = 200;
        this.answer = TAKEN;
    }

    void refuse(int status, String code) {
        refuse(status, code, "Address buyer@example.com is not verified");
    }

    void refuse(int status, String code, String message) {
        this.status = status;
        this.answer =
                "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message.replace("'", "&apos;") + "</Message></Error>"
                        + "<RequestId>2</RequestId></ErrorResponse>";
    }

    /** Closes every connection without an answer. */
    void breakOff() {
        this.status = 0;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> form = new HashMap<>();
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
            forms.add(form);
            if (status == 0) {
                return;
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
