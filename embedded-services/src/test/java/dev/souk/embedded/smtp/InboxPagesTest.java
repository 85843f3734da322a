package dev.souk.embedded.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.souk.embedded.Ports;
import jakarta.mail.MessagingException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class InboxPagesTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String HOSTILE = "<script>alert(1)</script>";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Inbox inbox;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        inbox = Inbox.start(folder, 0);
        server = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
        server.createContext("/inbox", new InboxPages(inbox));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        inbox.close();
    }

    @Test
    void the_page_is_complete_in_itself_and_holds_nothing_of_any_mail() throws Exception {
        Mailer.send(inbox.port(), "buyer@example.com", HOSTILE, HOSTILE, HOSTILE);
        HttpResponse<String> bare = call("GET", "/inbox", "");
        assertThat(bare.statusCode()).isEqualTo(308);
        assertThat(bare.headers().firstValue("location")).contains("/inbox/");

        HttpResponse<String> page = call("GET", "/inbox/", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("alert(1)")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe"));
        HttpResponse<String> script = call("GET", "/inbox/inbox.js", "");
        assertThat(script.body()).doesNotContain("innerHTML").doesNotContain("document.write");
        assertThat(call("GET", "/inbox/inbox.css", "").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
    }

    @Test
    void a_hostile_subject_comes_as_json_that_no_browser_takes_for_a_page() throws Exception {
        Mailer.send(inbox.port(), "buyer@example.com", HOSTILE, "text", "<p>html</p>");
        HttpResponse<String> answer = call("GET", "/inbox/api/messages", "");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(JSON.readTree(answer.body())
                        .path("messages")
                        .path(0)
                        .path("subject")
                        .asString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void the_html_of_a_mail_is_served_so_that_it_can_run_nothing() throws Exception {
        Mailer.send(inbox.port(), "buyer@example.com", "x", "x", "<h1>Receipt</h1>" + HOSTILE);
        HttpResponse<String> html = call("GET", "/inbox/api/messages/" + firstId() + "/html", "");
        assertThat(html.body()).contains("<h1>Receipt</h1>");
        assertThat(html.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "sandbox")
                        .doesNotContain("script-src")
                        .doesNotContain("allow-scripts")
                        .doesNotContain("allow-same-origin"));
    }

    @Test
    void a_script_lists_by_address_reads_one_and_deletes_all() throws Exception {
        Mailer.send(inbox.port(), "buyer+1@example.com", "yours", "the text", "<b>the html</b>");
        Mailer.send(inbox.port(), "seller@example.com", "not yours", "x", "x");
        JsonNode list = JSON.readTree(call("GET", "/inbox/api/messages?to=buyer%2B1@example.com", "")
                        .body())
                .path("messages");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.path(0).path("received_at").asString()).endsWith("Z");

        JsonNode mail = JSON.readTree(
                call("GET", "/inbox/api/messages/" + list.path(0).path("id").asString(), "")
                        .body());
        assertThat(mail.path("text").asString()).contains("the text");
        assertThat(mail.path("html").asString()).contains("<b>the html</b>");
        assertThat(mail.path("headers").path(0).path("name").asString()).isNotEmpty();
        assertThat(mail.path("raw").asString()).contains("Subject: yours");

        assertThat(call("DELETE", "/inbox/api/messages", "").statusCode()).isEqualTo(204);
        assertThat(inbox.messages()).isEmpty();
    }

    @Test
    void faults_are_set_by_a_call_that_no_foreign_page_can_make() throws Exception {
        assertThat(faults("text/plain", "{\"refuse\": 1}")).isEqualTo(415);
        assertThat(faults("application/json", "{\"refuse\": -1}")).isEqualTo(422);
        assertThat(faults("application/json", "{\"refuse\": \"two\"}")).isEqualTo(422);
        assertThat(faults("application/json", "{\"refuse\":")).isEqualTo(400);
        assertThatCode(this::send).doesNotThrowAnyException();

        assertThat(faults("application/json", "{\"refuse\": 1}")).isEqualTo(204);
        assertThatThrownBy(this::send).isInstanceOf(MessagingException.class);
        assertThatCode(this::send).doesNotThrowAnyException();

        assertThat(faults("application/json", "{\"refuse_addresses\": \"buyer@example.com\"}"))
                .isEqualTo(422);
        assertThat(faults("application/json", "{\"refuse_addresses\": [\"buyer@example.com\"]}"))
                .isEqualTo(204);
        assertThatThrownBy(this::send).isInstanceOf(MessagingException.class);
        assertThat(faults("application/json", "{\"refuse_addresses\": []}")).isEqualTo(204);
        assertThatCode(this::send).doesNotThrowAnyException();

        assertThat(faults("application/json", "{\"listening\": false}")).isEqualTo(204);
        assertThatThrownBy(this::send).isInstanceOf(MessagingException.class);
        assertThat(faults("application/json", "{\"listening\": true}")).isEqualTo(204);
        assertThatCode(this::send).doesNotThrowAnyException();
    }

    @Test
    void what_is_not_there_is_not_found_and_no_path_leads_out() throws Exception {
        assertThat(call("GET", "/inbox/api/messages/none", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/inbox/api/messages/..%2F..%2Fsecret", "").statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/inbox/inbox.html", "").statusCode()).isEqualTo(404);
        assertThat(call("PUT", "/inbox/api/messages", "").statusCode()).isEqualTo(405);
    }

    private void send() throws MessagingException {
        Mailer.send(inbox.port(), "buyer@example.com", "x", "x", "x");
    }

    private String firstId() {
        return inbox.messages().getFirst().id();
    }

    private int faults(String type, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(address("/inbox/api/faults"))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
